"""The site: the only part of `catalogue` that knows Pelican."""
