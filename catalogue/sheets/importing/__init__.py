"""From the rows of a sheet to what would be written, asked and refused; and how that is told, and
handed back to mend. `plan` leads it.
"""
