"""The workshop: what a browser needs to write the course, check it and show its pages.

It runs in the page `/workshop/` as it runs here. It reads a folder, prints nothing, and keeps what
somebody changes only in that folder, which the page holds in memory.
"""
