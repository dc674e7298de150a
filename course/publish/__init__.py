"""One file for each output: MkDocs, a folder of Markdown, offline use."""
