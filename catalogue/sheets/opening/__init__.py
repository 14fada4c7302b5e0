"""Opens a file of sheets, whatever kind it is, and says which of its rows are headings and which
column of ours each heading means.
"""
