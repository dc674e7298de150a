"""Takes the place of a library that has no build for browsers. Previews may be a little larger."""


def string(_: str, text: str) -> str:
    """The text as it is."""
    return text


def config(_: object) -> None:
    """Take settings for what this does not do."""
