"""What leaves the house in other people's formats: one module a format, each a pure function."""
