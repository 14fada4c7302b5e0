"""Addresses that answer for ever, and their short names: given once, and to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.addresses import (
    Listed,
    addresses_csv,
    read_addresses,
    short_names,
    with_published,
)
from catalogue.problems import SchemaError

if TYPE_CHECKING:
    from pathlib import Path

ADDRESSES = st.sets(st.from_regex(r"(?:[a-z0-9-]{1,6}/){1,3}", fullmatch=True), max_size=40)


def written(root: Path, *lines: str) -> Path:
    (root / "content").mkdir(exist_ok=True)
    rows = ("short,address,leads_to", *lines)
    text = "".join(f"{row}\n" for row in rows)
    (root / "content/addresses.csv").write_text(text, encoding="utf-8")
    return root


@given(ADDRESSES)
def test_each_address_has_a_name_of_its_own_that_can_be_said(addresses: set[str]) -> None:
    names = short_names(addresses, ())
    assert names.keys() == addresses
    assert len(set(names.values())) == len(addresses)
    assert all(len(name) == 5 and not set(name) & set("aeiouyl01") for name in names.values())


@given(ADDRESSES, ADDRESSES)
def test_once_listed_a_name_stays_whatever_comes_and_goes(
    first: set[str], second: set[str]
) -> None:
    listed = with_published((), short_names(first, ()))
    later = short_names(second, listed)
    now = with_published(listed, later)
    assert {one.address: one.short for one in now}.items() >= short_names(first, ()).items()
    assert len({one.short for one in now}) == len(now)


def test_a_name_that_is_taken_is_given_to_nobody_else() -> None:
    [name] = short_names(["topics/maths/"], ()).values()
    taken = [Listed(name, "topics/english/")]
    assert short_names(["topics/maths/"], taken)["topics/maths/"] != name


@given(ADDRESSES)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, addresses: set[str]
) -> None:
    root = tmp_path_factory.mktemp("list")
    listed = with_published((), short_names(addresses | {"free/"}, ()))
    (root / "content").mkdir()
    (root / "content/addresses.csv").write_text(addresses_csv(listed), encoding="utf-8")
    assert read_addresses(root) == listed


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("q7pt3,topics/maths,", "“topics/maths” is no address"),
        ("q7pt3,/topics/maths/,", "is no address"),
        ("q7pt3,topics/maths/,../etc/", "“../etc/” is no address"),
        ("Q!,topics/maths/,", "“Q!” is no short name"),
        ("bbbbb,topics/maths/,", "bbbbb is here twice"),
        ("q7pt3,free/,", "free/ is here twice"),
        ("q7pt3,topics/maths/", "too many or too few cells"),
    ],
)
def test_a_list_that_could_mislead_is_refused_with_its_line(
    tmp_path: Path, line: str, says: str
) -> None:
    with pytest.raises(SchemaError, match=r"content/addresses\.csv:3") as refused:
        read_addresses(written(tmp_path, "bbbbb,free/,", line))
    assert says in str(refused.value)


def test_before_the_first_publish_there_is_no_list(tmp_path: Path) -> None:
    assert read_addresses(tmp_path) == ()
