"""What a drawing must be like to be used."""

from course.models.course import VIEW_BOX

MAX_DRAWING_BYTES = 16 * 1024
"""Readers load drawings on their phones."""


def drawing_trouble(content: bytes) -> tuple[str, str] | None:
    """What is wrong with a drawing, and the remedy. None if it can be used."""
    if len(content) > MAX_DRAWING_BYTES:
        return (
            f"The drawing is larger than {MAX_DRAWING_BYTES // 1024} KB.",
            "Save it as a plain SVG, with fewer points and no pictures inside.",
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return (
            "A character of the drawing is not saved as UTF-8.",
            "Save the file again with the encoding UTF-8.",
        )
    if "<svg" not in text:
        return (
            "This is not an SVG drawing.",
            "Open it in the program that it was drawn in, and save it as a plain SVG.",
        )
    if not VIEW_BOX.search(text):
        return (
            "The drawing does not say what size it is.",
            'Add viewBox="0 0 600 220" to its first tag, with its own width and height.',
        )
    return None
