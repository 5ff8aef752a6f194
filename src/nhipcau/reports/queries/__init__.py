"""What the pages of this app read, as frozen rows, in a fixed number of queries."""
