"""Lets `python -m catalogue` do what the `catalogue` command does."""

import sys

from catalogue.cli import main

sys.exit(main())
