"""A small client of GitHub's API, with nothing but the standard library.

The addresses and fields: https://docs.github.com/rest
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

BOT = "github-actions[bot]"
"""Who writes what a workflow writes. Only its own words are ever edited."""
_SECONDS = 30
_A_PAGE = 100
_PAGES = 30


class ApiError(Exception):
    """GitHub did not do what it was asked; says why."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(f"GitHub answered {status}: {words}" if status else words)
        self.status = status


class GitHub:
    """One repository, as a token may see and change it; without one, as anybody may see it."""

    def __init__(self, api_url: str, repository: str, token: str) -> None:
        self.repository = repository
        self._api = api_url.rstrip("/")
        self._base = f"{self._api}/repos/{quote(repository)}"
        self._token = token

    @classmethod
    def here(cls) -> GitHub:
        """The repository that the workflow runs for."""
        return cls(
            os.environ.get("GITHUB_API_URL", "https://api.github.com"),
            os.environ["GITHUB_REPOSITORY"],
            os.environ["GITHUB_TOKEN"],
        )

    def get(self, path: str, **query: str | int) -> Any:
        """Read one thing. Raises ApiError."""
        return self._ask("GET", f"{path}?{urlencode(query)}" if query else path)

    def get_of_owner(self, path: str) -> Any:
        """Read one thing of the organisation that has the repository. Raises ApiError."""
        owner, _, _ = self.repository.partition("/")
        return self._ask("GET", path, base=f"{self._api}/orgs/{quote(owner)}")

    def all(self, path: str, **query: str | int) -> Iterator[dict[str, Any]]:
        """Read every one of a list, page by page. Raises ApiError."""
        for page in range(1, _PAGES + 1):
            found = self.get(path, **query, per_page=_A_PAGE, page=page)
            yield from found
            if len(found) < _A_PAGE:
                return

    def post(self, path: str, values: Mapping[str, Any]) -> Any:
        """Make something new. Raises ApiError."""
        return self._ask("POST", path, values)

    def patch(self, path: str, values: Mapping[str, Any]) -> Any:
        """Change something. Raises ApiError."""
        return self._ask("PATCH", path, values)

    def delete(self, path: str) -> None:
        """Take something away. Raises ApiError."""
        self._ask("DELETE", path)

    def _ask(
        self, method: str, path: str, values: Mapping[str, Any] | None = None, *, base: str = ""
    ) -> Any:
        body = None if values is None else json.dumps(values).encode()
        request = Request(f"{base or self._base}{path}", body, method=method)
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("Content-Type", "application/json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        # Not sent on, if the answer leads to another host.
        if self._token:
            request.add_unredirected_header("Authorization", f"Bearer {self._token}")
        try:
            with urlopen(request, timeout=_SECONDS) as answer:
                raw = answer.read()
        except HTTPError as error:
            with error:
                raise ApiError(error.code, _reason(error.read())) from None
        except (URLError, TimeoutError, ConnectionError, HTTPException) as error:
            raise ApiError(0, f"GitHub could not be reached: {error}.") from None
        try:
            return json.loads(raw) if raw else None
        except ValueError:
            raise ApiError(0, "What answers there is not GitHub's API.") from None


def _reason(raw: bytes) -> str:
    try:
        return str(json.loads(raw)["message"])
    except (ValueError, KeyError, TypeError):
        return "no reason given"


def the_event() -> dict[str, Any]:
    """Read what happened, from the file that GitHub leaves for the workflow."""
    event: dict[str, Any] = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_bytes())
    return event
