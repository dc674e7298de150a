"""Reads a folder of YAML into a Course, and explains every mistake in plain words."""
