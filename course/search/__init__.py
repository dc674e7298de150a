"""What the search finds, and the files it loads."""
