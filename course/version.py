"""The version of the generator, as `CHANGELOG.md` and the tags name it."""

VERSION = "2026.11"
"""Year and month of a release, and a third number for a correction, such as `2026.11.1`."""
