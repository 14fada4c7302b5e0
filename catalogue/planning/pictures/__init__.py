"""Pictures of tables of planning, as SVG: for pages, whose style sheets colour them, and for paper,
which takes the colours written in them. They count nothing themselves.
"""
