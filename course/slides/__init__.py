"""A session as slides for a projector, with what the trainer says in their notes."""
