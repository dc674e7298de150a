"""Turns YAML about trauma-informed practice into a course for every job in a school.

    YAML files ──read────▶ Course     frozen and typed, with every problem of every file
               ──tailor──▶ Tailored   each role's course, with every variant resolved
               ──check───▶ Problems   from rules that look across files
               ──render──▶ Page       address, title, HTML
               ──search──▶ files      what the search finds
               ──publish─▶ a site     finished pages, MkDocs, a folder of Markdown, a preview

Data flows one way. `tests/test_floors.py` checks that imports do too.
"""
