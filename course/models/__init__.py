"""The course's types. They know no files and no HTML."""
