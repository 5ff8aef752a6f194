"""Pages of bodies, programmes, users, the import and the trail."""
