"""Feeds and calendars that others publish, turned into sheets: one module a format, and a row for
each time that a course is given (docs/decisions/0044-feeds-come-in.md).
"""
