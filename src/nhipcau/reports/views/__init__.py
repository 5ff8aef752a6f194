"""Pages of this app: read the request, one deed or one query, answer."""
