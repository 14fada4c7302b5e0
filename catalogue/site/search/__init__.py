"""What the browser searches with: words for Pagefind, and small files of our own beside its index.

Pagefind answers which courses have a word. Everything else a person asks for (place, day, cost,
help …) is a column of facts, one file a facet, so that a filter costs a few kilobytes and one
search needs only the columns it asks about (docs/decisions/0013). Read by theme/static/js/search/.
"""
