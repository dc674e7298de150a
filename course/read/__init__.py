"""A folder of YAML to a Course, and every mistake in it in plain words."""
