"""Spreadsheets in and out: what partners keep, read into course files, and the same back again.

`plan` is the way in and `export` the way out; `columns` is the one table of columns, made from the
schema. Everything goes through the same files, check and YAML writer as the work by hand does.
"""
