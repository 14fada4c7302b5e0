"""What hosts are told of the site: read as Netlify and Cloudflare say that they read it, served by
a real nginx, and marked as MDN's HTTP Observatory marks sites."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from catalogue.cli import main
from catalogue.site.hosting import ASK_AGAIN, FOR_EVER, header_rules
from catalogue.site.nginx import nginx_settings
from catalogue.site.policy import header_policy, special_pages
from catalogue.site.urls import Urls
from scripts.find_nginx import NOT_FOUND, find_nginx
from tests.conftest import COURSE, edition_of, small_tree
from tests.site.conftest import tiny_site
from tests.site.test_in_a_browser import settled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.site.conftest import TinySite

Headers = dict[str, str]
Rules = list[tuple[str, list[tuple[str, str]]]]
URLS = Urls()
A_COURSE = "/courses/stec/food-hygiene-level-2/"


# ---- two hosts ----


def rules_in(site: Path) -> Rules:
    """Read `_headers`: an address on its own line, and its headers indented below it."""
    rules: Rules = []
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        assert len(line) <= 2_000, "Cloudflare reads no longer line"
        if not line.startswith(" "):
            rules.append((line, []))
        else:
            name, _, value = line.strip().partition(":")
            rules[-1][1].append((name.lower(), value.strip()))
    assert len(rules) <= 100, "Cloudflare reads no more rules"
    return rules


def matching(rules: Rules, address: str) -> list[tuple[str, str]]:
    """All headers of the rules that hold for an address. A * is any text, also none."""
    found = []
    for pattern, headers in rules:
        if re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), address):
            found += headers
    return found


def as_cloudflare(rules: Rules, address: str) -> Headers:
    """Several values of one header are joined by commas."""
    joined: Headers = {}
    for name, value in matching(rules, address):
        joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return joined


def as_netlify(rules: Rules, address: str) -> Headers:
    """Of several rules the last one's value holds."""
    return dict(matching(rules, address))


def addresses_in(site: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith("_"):
            yield f"/{name.removesuffix('index.html')}", path


def test_both_hosts_read_the_same_for_every_file(real_site: Path) -> None:
    rules, kinds, seen = rules_in(real_site), special_pages(URLS), set()
    for address, path in addresses_in(real_site):
        headers = as_cloudflare(rules, address)
        assert headers == as_netlify(rules, address), address
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] in (ASK_AGAIN, FOR_EVER), address
        seen.add(headers["cache-control"])
        if path.suffix == ".html":
            policy = header_policy(kinds.get(address, "page"))
            assert headers["content-security-policy"] == policy, address
            assert headers["cache-control"] == ASK_AGAIN
        if path.suffix in (".ics", ".xml") and path.parent != real_site:
            assert headers["cross-origin-resource-policy"] == "cross-origin", address
            assert headers["access-control-allow-origin"] == "*", address
        if path.suffix in (".js", ".css", ".woff2"):
            assert headers["cross-origin-resource-policy"] == "same-origin", address
    assert seen == {ASK_AGAIN, FOR_EVER}


def test_a_site_in_a_folder_says_so_of_each_address(sub_path_site: Path) -> None:
    patterns = [pattern for pattern, _ in rules_in(sub_path_site)]
    assert patterns[0] == "/learn/*"
    assert all(pattern.startswith("/learn/") for pattern in patterns)


def test_what_has_its_content_in_its_address_is_kept_for_ever() -> None:
    addresses = (
        *("/", "/search/", "/search/0123456789abcdef/facts.json", "/courses/a/b/"),
        *("/assets/0123456789abcdef/js/a.js", "/search/build.txt"),
    )
    hashed = ("/search/0123456789abcdef/", "/assets/0123456789abcdef/")
    rules = list(header_rules(URLS, addresses, (), hashed))
    kept = {rule.pattern: rule.headers.get("Cache-Control") for rule in rules}
    assert kept == {
        **{"/*": None, "/": ASK_AGAIN, "/search/": ASK_AGAIN, "/courses/*": ASK_AGAIN},
        **{"/search/build.txt": ASK_AGAIN},
        **{f"{folder}*": FOR_EVER for folder in hashed},
    }


MOVED = {
    f"/courses/the-kiln/{old}/": "/courses/the-kiln/pottery/" for old in ("clay", "pots-and-clay")
}


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with a course that has had two other names."""
    tiny = tiny_site(small_tree(tmp_path_factory.mktemp("renamed")))
    names = "previously: [the-kiln/clay, the-kiln/pots-and-clay]\n"
    tiny.tree.write("content/courses/the-kiln/pottery.yaml", COURSE + names)
    tiny.build()
    return tiny.root / "output"


def test_both_hosts_send_people_on_from_old_addresses(renamed: Path) -> None:
    lines = (renamed / "_redirects").read_text(encoding="utf-8").split("\n")
    read = [line.split() for line in lines if line]
    moved = [line for line in read if not line[0].startswith("/c/")]
    short = [line for line in read if line[0].startswith("/c/")]
    assert len(short) == len({old for old, _, _ in short}) * 2
    assert read == [*moved, *short]  # what a host does not read any more has a page anyway
    netlify = {old: new for old, new, status in moved if status == "301!"}
    # Cloudflare knows 200 and numbers from 301 to 308, and passes over lines with others.
    cloudflare = {old: new for old, new, status in moved if status == "301"}
    assert netlify == cloudflare == MOVED
    assert len(read) <= 2 * 2_000
    assert max(map(len, lines)) <= 1_000


# ---- nginx ----


@dataclass(frozen=True, slots=True)
class Host:
    """An nginx on this machine."""

    port: int

    def ask(self, address: str, **headers: str) -> tuple[int, Headers]:
        """Return the number and the headers of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}


CONF = """\
daemon off; master_process off; pid nginx.pid; error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp;
    scgi_temp_path tmp;
    server {{
        listen 127.0.0.1:{port};
        root "{root}";
        include site.conf;
    }}
}}
"""


@pytest.fixture(scope="module")
def nginx(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A real nginx that serves the whole site."""
    with serving(real_site, tmp_path_factory.mktemp("nginx")) as host:
        yield host


@contextmanager
def serving(site: Path, folder: Path) -> Iterator[Host]:
    """Serve a site with our settings, for this machine only."""
    program = find_nginx()
    assert program, NOT_FOUND
    built = subprocess.run([program, "-V"], capture_output=True, text=True, check=True).stderr
    conf_path = re.search(r"--conf-path=(\S+)", built)
    assert conf_path, built
    shutil.copy(conf_path[1].replace("nginx.conf", "mime.types"), folder)
    (folder / "site.conf").write_text(nginx_settings(site), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "nginx.conf").write_text(CONF.format(port=port, root=site), encoding="utf-8")
    command = [str(program), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with subprocess.Popen(command, stderr=subprocess.PIPE) as running:
        _wait_for(port, running)
        yield Host(port)
        running.terminate()


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert running.poll() is None, running.communicate()[1]
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")


def test_nginx_says_of_each_file_what_the_others_say(nginx: Host, real_site: Path) -> None:
    rules, asked = rules_in(real_site), set()
    for address, path in addresses_in(real_site):
        kind = (address.split("/")[1], path.suffix)
        if kind[0] == "c":
            assert nginx.ask(address)[0] == 301, address  # where hosts read rules, not the page
            continue
        if kind in asked and address not in special_pages(URLS):
            continue
        asked.add(kind)
        status, headers = nginx.ask(address)
        assert status == 200, address
        wanted = as_netlify(rules, address)
        assert {name: headers.get(name) for name in wanted} == wanted, address
        assert "server" not in headers or headers["server"] == "nginx"
    assert len(asked) > 30


def test_nginx_packs_what_is_text(nginx: Host, real_site: Path) -> None:
    deep = (
        edition_of(real_site, "add") / "form.json",
        edition_of(real_site, "assets") / "css/print.css",
    )
    files = [f"/{path.relative_to(real_site)}" for path in deep]
    for address in ("/", "/sitemap.xml", "/worker.js", *files):
        _, headers = nginx.ask(address, **{"Accept-Encoding": "gzip"})
        assert (headers.get("content-encoding"), headers.get("vary")) == ("gzip", "Accept-Encoding")


def test_nginx_names_what_files_are(nginx: Host, real_site: Path) -> None:
    calendar = next(real_site.glob("courses/*/*/*.ics")).relative_to(real_site)
    kinds = {
        "/": "text/html; charset=utf-8",
        f"/{calendar}": "text/calendar; charset=utf-8",
        "/worker.js": "application/javascript; charset=utf-8",
        "/robots.txt": "text/plain; charset=utf-8",
    }
    assert {address: nginx.ask(address)[1]["content-type"] for address in kinds} == kinds


def test_nginx_sends_people_on_from_old_addresses(renamed: Path, tmp_path: Path) -> None:
    with serving(renamed, tmp_path) as host:
        for old, new in MOVED.items():
            status, headers = host.ask(old)
            assert (status, headers["location"]) == (301, new)


def test_nginx_shows_our_page_where_nothing_is(nginx: Host) -> None:
    status, headers = nginx.ask("/nowhere/at/all/")
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert headers["content-security-policy"] == header_policy()
    status, headers = nginx.ask("/courses")
    assert (status, headers["location"]) == (301, "/courses/")


@pytest.mark.parametrize("path", ["/search/?q=sewing&near=L8", "/add/", A_COURSE])
def test_pages_work_with_the_headers_as_well(nginx: Host, page: Page, path: str) -> None:
    page.goto(f"http://127.0.0.1:{nginx.port}{path}", wait_until="networkidle")
    if path.startswith("/search"):
        settled(page)
        expect(page.locator("#results a").first).to_be_visible()


def test_the_command_prints_the_settings_or_says_what_is_missing(
    unchanged: TinySite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["hosting", "nginx", "--root", str(unchanged.root)]) == 0
    assert f'add_header Content-Security-Policy "{header_policy("search")}"' in (
        capsys.readouterr().out
    )
    assert main(["hosting", "nginx", "--root", str(tmp_path)]) == 1
    assert "run make site first" in capsys.readouterr().err
