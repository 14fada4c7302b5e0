"""What our workflows say and do on GitHub, over its API. The checks themselves are plain commands.

Each script reads the event's file and talks to the API that GITHUB_API_URL names, so that the tests
can put a stand-in there. Nothing that somebody typed is ever handed to a shell.
"""
