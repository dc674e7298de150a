"""The command `new`: what it asks about each kind of piece, and what it writes."""
