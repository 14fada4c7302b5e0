"""Papers for people who meet: the Community Learning Plan and the evidence for a bid, each made of
tables of planning, as blocks that one page of HTML and one PDF are written from.
"""
