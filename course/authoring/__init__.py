"""What is generated for authors and translators: schemas, their guide, messages to translate."""
