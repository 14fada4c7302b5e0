"""What the partnership plans with: tables of what is taught, who needs what, and how the two meet.

Each table is a pure function of a Catalogue and its Reference; `tables` lists them. The definitions
are in docs/decisions/0036-planning.md, and every figure can be traced to rows.
"""
