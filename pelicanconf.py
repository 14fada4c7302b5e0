"""Settings of the site, and nothing else. What only the owner can know stands first."""

from pathlib import Path

from jinja2 import StrictUndefined

# The owner's settings. Left empty, what depends on them is left out of the pages
# (docs/decisions/0007).
SITENAME = "Liverpool Community Learning"
SITEURL = ""  # such as https://example.org or https://example.org/learn
REPOSITORY_URL = ""  # such as https://github.com/owner/name, for “edit this page”
CONTACT_EMAIL = ""  # for “report a mistake”
PUBLISH_EXAMPLES = True  # the invented courses; publishconf.py refuses them

# The path of a table of grants (`catalogue plan funding-template`) whose figures all may see. It
# lies outside this folder. What money buys has a page then; left empty, it has none (see 0038).
PUBLIC_GRANTS = ""

# Keeps pages on people's devices for when they have no network. False takes that away again from
# every device that has it (docs/decisions/0012-offline.md).
OFFLINE = True

# The language of our own words: en-GB, or a folder of languages/.
SITE_LANGUAGE = "en-GB"

TIMEZONE = "Europe/London"  # asked for by Pelican; ours is in reference/city.yaml
DEFAULT_LANG = "en-GB"
LOCALE = ["C.UTF-8", "C"]

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
# By name: an import here would fail under the plain `pelican` command, which finds this folder too
# late.
PLUGINS = ["catalogue.site.plugin"]

# We are not a blog: courses, lists and the home page come from the plugin, content pages from
# content/pages.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS = ["pages"]
STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
# Each of these is on by default and would write a file that nobody asked for.
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ARCHIVES_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# Templates as Python runs them; safe to delete.
TEMPLATE_CACHE = str(Path(__file__).resolve().parent / ".cache" / "templates")

# A misspelt name in a template must stop the build, and text must never become markup by accident.
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "auto_reload": False,  # saves looking at every template's date for every page
    "trim_blocks": True,
    "lstrip_blocks": True,
}
