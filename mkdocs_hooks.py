"""Hands MkDocs' events to the course. MkDocs finds this file through `hooks:` in mkdocs.yml."""

from course.publish.mkdocs import Outlet

outlet = Outlet()

on_startup = outlet.on_startup
on_config = outlet.on_config
on_files = outlet.on_files
on_page_markdown = outlet.on_page_markdown
on_page_context = outlet.on_page_context
on_post_page = outlet.on_post_page
on_post_build = outlet.on_post_build
