"""What people send in, by mail, in an issue or as files, and what comes of it."""
