"""What is generated for authors and translators: schemas, a guide, messages to translate."""
