"""Question banks in other formats to the questions of a module."""
