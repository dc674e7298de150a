"""Everything a browser gets besides the pages, and what builds it."""
