"""What templates show: one module a kind of page, each turning records into frozen, fully worded
views.

Called by catalogue.site.pages. A view never holds something a template would have to sort, count
or work out.
"""
