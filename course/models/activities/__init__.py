"""What a reader does in a lesson: one file for each kind of activity."""
