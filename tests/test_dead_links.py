"""Links are followed politely, on a site of our own on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from catalogue import dead_links
from catalogue.catalogue import Catalogue
from catalogue.cli import main
from catalogue.dead_links import check_links, links_of
from tests.builders import a_provider, records_of
from tests.conftest import TODAY

if TYPE_CHECKING:
    from tests.conftest import Tree

ASKED: list[str] = []
STOP = threading.Event()


class Handler(BaseHTTPRequestHandler):
    """One page for each way a site can answer."""

    def _answer(self) -> None:
        ASKED.append(f"{self.command} {self.path}")
        match self.path:
            case "/fine":
                self._say(200)
            case "/gone":
                self._say(404)
            case "/get-only":
                self._say(405 if self.command == "HEAD" else 200)
            case "/head-lies":
                self._say(404 if self.command == "HEAD" else 200)
            case "/moved":
                self._say(301, "/fine")
            case "/moved-today":
                self._say(302, "/fine")
            case "/round":
                self._say(301, "/round")
            case "/no-robots":
                self._say(403)
            case "/broken":
                self._say(500)
            case "/second-time":
                self._say(500 if ASKED.count("GET /second-time") < 2 else 200)
            case "/slow":
                STOP.wait(5)
            case "/cut":
                self.close_connection = True

    do_HEAD = do_GET = _answer

    def _say(self, status: int, where: str = "") -> None:
        self.send_response(status)
        if where:
            self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of the site."""
    ASKED.clear()
    STOP.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    STOP.set()
    server.shutdown()
    server.server_close()


def state(url: str) -> tuple[str, str]:
    (found,) = check_links({url: ("file.yaml",)}, pause=0, seconds=0.5)
    return found.state, found.why


@pytest.mark.parametrize(
    ("page", "wanted", "why"),
    [
        ("/fine", "fine", ""),
        ("/gone", "dead", "no such page (404)"),
        ("/get-only", "fine", ""),
        ("/head-lies", "fine", ""),
        ("/moved", "moved", "/fine"),
        ("/moved-today", "fine", ""),
        ("/round", "unsure", ""),
        ("/no-robots", "fine", "does not answer programs"),
        ("/broken", "unsure", "answers 500"),
        ("/second-time", "fine", ""),
        ("/slow", "unsure", "no answer"),
        ("/cut", "unsure", "no answer"),
    ],
)
def test_each_answer_is_told_for_what_it_is(site: str, page: str, wanted: str, why: str) -> None:
    found, said = state(f"{site}{page}")
    assert found == wanted
    assert why in said


def test_only_the_head_of_a_good_page_is_asked_for(site: str) -> None:
    state(f"{site}/fine")
    assert ASKED == ["HEAD /fine"]


def test_a_machine_that_is_not_there_is_unsure() -> None:
    assert state("http://127.0.0.1:9/")[0] == "unsure"


def test_there_is_a_pause_between_two_questions_to_one_site(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(dead_links, "sleep", pauses.append)
    links = {f"{site}/{page}": ("f",) for page in ("fine", "gone", "get-only")}
    assert len(list(check_links(links, pause=3))) == 3
    assert pauses == [3, 3]


def test_examples_phone_numbers_and_parts_of_pages_are_not_asked() -> None:
    about = (
        "[One](https://learn.test/a#part), [two](tel:+441514960123), "
        "[three](mailto:a@b.example), [four](https://a.kiln.example/x)"
    )
    provider = a_provider(about=about, website="https://learn.test/")
    assert links_of(Catalogue.of(records_of(provider), frozenset())) == {
        "https://learn.test/": (provider.file,),
        "https://learn.test/a": (provider.file,),
    }


def test_the_command_lists_what_leads_nowhere(
    tree: Tree, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, site: str
) -> None:
    links = {f"{site}/gone": ("a.yaml",), f"{site}/fine": ("b.yaml",)}
    monkeypatch.setattr(dead_links, "links_of", lambda catalogue: links)
    monkeypatch.setattr(dead_links, "sleep", lambda seconds: None)
    command = ["links", "--root", str(tree.root), "--today", str(TODAY)]
    assert main(command) == 0
    assert capsys.readouterr().out.startswith(f"dead: {site}/gone: there is no such page (404)")
    assert main([*command, "--format", "json"]) == 0
    assert [row["state"] for row in json.loads(capsys.readouterr().out)] == ["dead"]
