"""A generated nation: what consolidating, receiving, boards, reminders and the night of a deadline cost at its size."""
