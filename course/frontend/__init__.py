"""Everything a browser gets beside the pages, and what builds it."""
