"""What changed since another commit, and what its authors should look at."""
