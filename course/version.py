"""The version of the generator, as `CHANGELOG.md` and the tags name it."""

VERSION = "2026.11"
"""Year and month of a release, and a third number, which a correction raises: `2026.12.0`.

Only the first release has no third number."""
