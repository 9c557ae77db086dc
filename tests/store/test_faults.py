from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from catena import model
from catena.errors import CaseError
from catena.store import Case, Problem, open_case, postgres, sqlite
from catena.store.postgres import SCHEMES

from . import crashing
from .by_hand import connect_by_hand
from .conftest import NewPlace
from .old_case import make_old_case, write_into_old_case
from .samples import TEXT, make_decision, make_document, make_incident, make_provenance, make_reading

REVIEWERS = 50
DECISIONS_EACH = 3


def _fill(case: Case, number: int = 20, *, words: str = TEXT) -> None:
    documents = [make_document(f"{n}.txt", f"{words} Report {n}.") for n in range(number)]
    for document in documents:
        case.add_document(document, document.text.encode(), make_provenance(document.name))
        case.add_reading(make_reading(document), "rules")
        case.append(make_decision(document.name))
    case.save_file(model.IncidentFile(tuple(documents), incidents=(make_incident("i1", documents[0]),)))


@pytest.mark.parametrize("kills", [3])
def test_what_was_acknowledged_survives_kill_9(place: str, kills: int) -> None:
    survival = crashing.run(place, kills, seed=7)
    assert (survival.lost, survival.problems) == ((), ())
    assert survival.acknowledged > kills


@pytest.mark.parametrize("seed", range(2))
def test_a_migration_killed_at_a_random_moment_is_done_by_the_next_opening(place: str, seed: int) -> None:
    make_old_case(place)
    write_into_old_case(place, documents=20)
    survival = crashing.kill_while_opening(place, random.Random(seed))
    assert (survival.lost, survival.problems) == ((), ())
    with open_case(place) as case:
        assert len(case.document_ids()) == 20
        assert len(case.decisions()) == 1
        case.set_setting("two_person", "yes")


def test_fifty_reviewers_at_once_lose_no_decision(place: str) -> None:
    open_case(place).close()

    def review(person: int) -> None:
        with open_case(place) as case:
            for number in range(DECISIONS_EACH):
                case.append(make_decision(f"{person}.{number}"))

    with ThreadPoolExecutor(REVIEWERS) as reviewers:
        list(reviewers.map(review, range(REVIEWERS)))
    with open_case(place) as case:
        reasons = sorted(decision.reason for decision in case.decisions())
        assert reasons == sorted(f"{p}.{n}" for p in range(REVIEWERS) for n in range(DECISIONS_EACH))
        assert case.verify() == []


def test_fifty_reviewers_of_one_opened_case_lose_no_decision(case: Case) -> None:
    with ThreadPoolExecutor(REVIEWERS) as reviewers:
        list(reviewers.map(lambda n: case.append(make_decision(f"{n}")), range(2 * REVIEWERS)))
    assert {decision.reason for decision in case.decisions()} == {f"{n}" for n in range(2 * REVIEWERS)}
    assert case.verify() == []


def test_two_writers_of_the_same_documents_keep_each_once(place: str) -> None:
    open_case(place).close()

    def write(_: int) -> list[bool]:
        with open_case(place) as case:
            documents = [make_document(f"{n}.txt", f"{TEXT} {n}") for n in range(30)]
            return [case.add_document(d, d.text.encode(), make_provenance(d.name)) for d in documents]

    with ThreadPoolExecutor(2) as writers:
        one, two = writers.map(write, range(2))
    assert [a + b for a, b in zip(one, two, strict=True)] == [1] * 30
    with open_case(place) as case:
        assert len(case.document_ids()) == 30
        assert len(case.search("river")) == 30


def test_two_who_make_a_case_at_the_same_moment_share_it(new_place: NewPlace) -> None:
    for _ in range(4):
        place = new_place()

        def make(person: int, place: str = place) -> None:
            with open_case(place) as case:
                case.append(make_decision(f"{person}"))

        with ThreadPoolExecutor(4) as makers:
            list(makers.map(make, range(4)))
        with open_case(place) as case:
            assert len(case.decisions()) == 4


def test_a_locked_case_says_so_and_can_still_be_read(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "WAIT_S_MAX", 0.1)
    monkeypatch.setattr(postgres, "WAIT_S_MAX", 0.1)
    with open_case(place) as case:
        _fill(case, 2)
        other = connect_by_hand(place)
        with other.connect() as connection:
            if place.startswith(SCHEMES):
                connection.execute(text("LOCK TABLE decisions IN SHARE ROW EXCLUSIVE MODE"))
            else:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            with pytest.raises(CaseError, match="another program is writing to the case; wait for it"):
                case.append(make_decision("late"))
            assert len(case.decisions()) == 2
        other.dispose()
        assert case.append(make_decision("late")).number == 3


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Callable[[str], None]]:
    """Mount a small disk in memory and give a way to remount it; skip where that is not allowed."""
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("no small disk could be mounted here (it takes root)")
    try:
        yield lambda options: subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True) and None
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "1m") as remount:
        place, kept = tmp_path / "disk" / "town.catena", 0
        with open_case(place) as case:
            with pytest.raises(CaseError, match="the disk is full; free some space"):
                for number in range(10_000):
                    case.append(make_decision(f"{number} " + "long reason " * 20))
                    kept += 1
            assert len(case.decisions()) == kept
        remount("size=4m")
        with open_case(place) as case:
            assert len(case.decisions()) == kept > 10
            assert case.append(make_decision("goes on")).number == kept + 1
            assert case.verify() == []


def test_a_disk_too_small_for_a_case_is_left_empty(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "16k"):
        with pytest.raises(CaseError, match="the disk"):
            open_case(tmp_path / "disk" / "town.catena")
        assert list((tmp_path / "disk").iterdir()) == []


def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "4m") as remount:
        place = tmp_path / "disk" / "town.catena"
        with open_case(place) as case:
            _fill(case, 2)
        before = place.read_bytes()
        remount("ro")
        for path in (place, place.with_name("new.catena")):
            with pytest.raises(CaseError, match="folder"):
                open_case(path)
        assert place.read_bytes() == before


@pytest.fixture(scope="module")
def closed_case(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("closed") / "town.catena"
    with open_case(path) as case:
        _fill(case, words=TEXT * 5)
    return path.read_bytes()


def _contents(case: Case) -> tuple[object, ...]:
    ids = case.document_ids()
    return (
        tuple(case.documents()), tuple(case.readings("rules")), case.incident_file(), case.journal(),
        [case.original(i) for i in ids],
    )  # fmt: skip


def _look(place: Path) -> tuple[list[Problem] | None, tuple[object, ...] | None]:
    """Say what verify finds and what can be read; None for what the case refuses with a CaseError."""
    try:
        with open_case(place) as case:
            problems = case.verify()
            try:
                return problems, _contents(case)
            except CaseError:
                return problems, None
    except CaseError:
        return None, None


@pytest.mark.parametrize("share", [0.0005, 0.01, 0.5, 0.9, 0.999])
def test_a_truncated_case_is_named_as_damaged(tmp_path: Path, closed_case: bytes, share: float) -> None:
    place = tmp_path / "town.catena"
    place.write_bytes(closed_case[: int(len(closed_case) * share)])
    problems, _ = _look(place)
    assert problems is None or problems != []


def test_a_flipped_bit_is_named_or_changes_nothing(tmp_path: Path, closed_case: bytes) -> None:
    chance, place = random.Random(3), tmp_path / "town.catena"
    place.write_bytes(closed_case)
    clean = _look(place)
    assert clean[0] == []
    for _ in range(int(os.environ.get("CATENA_TEST_FLIPS", "15"))):
        at = chance.randrange(len(closed_case))
        flipped = bytes([closed_case[at] ^ 1 << chance.randrange(8)])
        place.write_bytes(closed_case[:at] + flipped + closed_case[at + 1 :])
        problems, contents = _look(place)
        assert problems is None or problems or contents == clean[1], f"byte {at} flipped unnoticed"
