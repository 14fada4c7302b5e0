"""Messages are put into templates as they are compiled, and say what they said when they were
looked up on each page."""

from __future__ import annotations

from gettext import NullTranslations
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment
from markupsafe import Markup

from catalogue.site import template_words
from catalogue.site.language import Language
from catalogue.site.plugin import _template_cache

if TYPE_CHECKING:
    from pathlib import Path

CYMRAEG = {
    "Home": "Hafan & <b>cartref</b>",
    "%(who)s teaches 100%%": "Mae %(who)s yn dysgu 100%%",
    "All 100%%": "Pob 100%%",
}


class Welsh(NullTranslations):
    """A language of four messages, which counts how often one was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def gettext(self, message: str) -> str:
        self.asked += 1
        return CYMRAEG.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return "un" if n == 1 else f"%(num)s o'r rhain, nid {msgid2 != ''}"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% trans %}Home{% endtrans %}", CYMRAEG["Home"]),
        ('<a title="{{ _("Home") }}">', f'<a title="{CYMRAEG["Home"]}">'),
        ("{% trans %}All 100%{% endtrans %}", "Pob 100%"),
        ("{% trans %}{{ who }} teaches 100%{% endtrans %}", "Mae A &amp; B yn dysgu 100%"),
        (
            "{% trans who=marked %}{{ who }} teaches 100%{% endtrans %}",
            "Mae <i>A</i> yn dysgu 100%",
        ),
        ('{{ _("%(who)s teaches 100%%", who=who) }}', "Mae A &amp; B yn dysgu 100%"),
        ("{% trans %}Nobody has translated this{% endtrans %}", "Nobody has translated this"),
        ("{% trans n=1 %}one{% pluralize %}many{% endtrans %}", "un"),
        ('{{ ngettext("one", "many", 1) }}', "un"),
    ],
)
def test_a_message_is_said_in_the_language_of_the_templates(template: str, said: str) -> None:
    env = Environment(autoescape=True)
    template_words.install(env, Welsh())
    assert env.from_string(template).render(who="A & B", marked=Markup("<i>A</i>")) == said


def test_it_is_looked_up_once() -> None:
    env, welsh = Environment(autoescape=True), Welsh()
    template_words.install(env, welsh)
    page = env.from_string('{% trans %}Home{% endtrans %}{{ _("Home") }}')
    assert page.render() == page.render()
    assert welsh.asked == 2


def test_what_is_compiled_is_kept_by_its_messages(tmp_path: Path) -> None:
    settings = {"TEMPLATE_CACHE": str(tmp_path), "JINJA_ENVIRONMENT": {}}
    for edition in ("first", "second", "first"):
        assert _template_cache(settings, Language("cy", edition=edition))
    assert len(list(tmp_path.iterdir())) == 2
