"""Rules that look across files: one file per family."""
