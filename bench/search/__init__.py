"""Search engines side by side on the same pages, in a real browser. See `bench/README.md`."""
