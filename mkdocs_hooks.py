"""Passes MkDocs events on to the course. MkDocs loads this file through `hooks:` in mkdocs.yml."""

from course.publish.mkdocs import MkDocsHooks

hooks = MkDocsHooks()

on_startup = hooks.on_startup
on_config = hooks.on_config
on_files = hooks.on_files
on_page_context = hooks.on_page_context
on_post_build = hooks.on_post_build
