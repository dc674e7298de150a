"""One file for each output, such as finished pages, and the guide and the workshop beside them."""
