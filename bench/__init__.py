"""Benchmarks that anyone can run. See `bench/README.md`."""
