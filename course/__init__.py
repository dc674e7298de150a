"""Turns YAML about trauma-informed practice into a course for every job in a school.

    YAML text ──source──▶ Document   data, and where every value stands
              ──load────▶ Course     frozen and typed; every problem found at once
              ──check───▶ Problems   rules that look across files
              ──tailor──▶ RoleCourse one role's course; nothing left to decide
              ──pages───▶ Page       address, title, HTML, entries for search
              ──publish─▶ MkDocs with Material, or a folder of pages

Data flows one way. `tests/test_floors.py` holds the imports to it.
"""
