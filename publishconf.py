"""Settings of a build for the public: real courses only. `catalogue build --public` uses these."""

from pelicanconf import *  # noqa: F403 - this is how Pelican's settings are extended

PUBLISH_EXAMPLES = False
