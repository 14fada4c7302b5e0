"""Reads what one cell says: days, weeks, prices, numbers, contacts, places and words of our lists.
`values` hands each cell to the reader of its column.
"""
