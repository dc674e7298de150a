"""Tailored courses to HTML pages."""
