"""The catalogue of adult courses in Liverpool: its files, its rules and everything made from
them.
"""
