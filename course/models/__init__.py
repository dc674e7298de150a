"""The course's types. They know nothing about files or HTML."""
