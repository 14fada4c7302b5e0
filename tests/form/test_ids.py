"""The form gives a run the same id as all else that writes files (catalogue/run_ids.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from catalogue.run_ids import with_ids
from tests.conftest import load
from tests.form.conftest import as_json

if TYPE_CHECKING:
    from tests.form.conftest import Modules

WITH_IDS = "({withIds}, courses) => courses.map(withIds)"
TIMES = st.sampled_from(["09:30", "11:30", "18:00"])
SESSIONS = st.lists(
    st.fixed_dictionaries(
        {"day": st.sampled_from(["monday", "friday"]), "from": TIMES, "to": TIMES}
    ),
    max_size=3,
)
WORDS = st.sampled_from(["A", "B", "in the café", "房间 🏺"])
DAYS = st.sampled_from(["2027-01-12", "2027-04-13"])
RUNS = st.fixed_dictionaries(
    {"starts": DAYS},
    optional={
        "venue": st.sampled_from(["stec", "toxteth-library"]),
        "sessions": SESSIONS,
        "ends": DAYS,
        "reference": WORDS,
        "note": WORDS,
        "id": st.sampled_from(["k7m2p", "q7pt3", "zcrdc"]),
    },
)


def test_runs_of_every_course_get_the_same_ids(modules: Modules) -> None:
    catalogue, _ = load()
    bare = [
        {"runs": [{name: row[name] for name in row if name != "id"} for row in written["runs"]]}
        for course in catalogue.courses.values()
        if course.written and (written := course.written.values)
    ]
    assert modules.run("yaml.js", WITH_IDS, as_json(bare)) == [
        as_json(with_ids(one)) for one in bare
    ]


def test_runs_that_have_much_in_common_get_the_same_ids(modules: Modules) -> None:
    made: list[Any] = []

    @given(st.lists(RUNS, max_size=5))
    def collect(runs: list[dict[str, Any]]) -> None:
        made.append({"title": "Pottery", "runs": runs})

    collect()
    assert modules.run("yaml.js", WITH_IDS, made) == [with_ids(one) for one in made]


def test_what_has_no_runs_stays_as_it_is(modules: Modules) -> None:
    assert modules.run("yaml.js", WITH_IDS, [{"title": "Pottery"}]) == [{"title": "Pottery"}]
