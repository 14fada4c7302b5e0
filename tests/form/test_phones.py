"""The preview rings the same number as the page will (catalogue/phones.py), and begins the same
e-mail (catalogue/mail.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.mail import mailto
from tests.test_mail import WRITTEN as EMAILS
from tests.test_phones import COSTS, WRITTEN

if TYPE_CHECKING:
    from tests.form.conftest import Modules


def test_numbers_ring_as_those_of_the_page(modules: Modules) -> None:
    script = "({telOf}, phones) => phones.map((phone) => telOf(phone))"
    assert modules.run("phones.js", script, list(WRITTEN)) == list(WRITTEN.values())


def test_the_preview_knows_which_numbers_cost_extra(modules: Modules) -> None:
    script = "({costsExtra}, phones) => phones.map(costsExtra)"
    assert modules.run("phones.js", script, list(COSTS)) == list(COSTS.values())


def test_an_email_begun_here_is_begun_as_on_the_page(modules: Modules) -> None:
    script = "({mailto}, all) => all.map((one) => mailto(...one))"
    fields = {"subject": "You & me? It’s (on)!", "body": "One\nTwo & bcc=c@d.example"}
    given = [*([one, {}] for one in EMAILS), ["a@b.example", fields]]
    wanted = [*EMAILS.values(), mailto("a@b.example", **fields)]
    assert modules.run("phones.js", script, given) == wanted
