"""Sets up what the commands need. Imports nothing but Python's own library and its own modules."""
