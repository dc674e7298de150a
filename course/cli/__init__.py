"""The command line: the only folder whose files print or exit."""
