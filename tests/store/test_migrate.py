from __future__ import annotations

import pytest
from sqlalchemy import inspect, text

from catena.errors import CaseError
from catena.store import Case, open_case
from catena.store.migrate import MIGRATIONS, VERSIONS
from catena.store.tables import SCHEMA_VERSION

from .by_hand import connect_by_hand, edit_by_hand
from .conftest import NewPlace
from .old_case import OLDEST, make_old_case, write_into_old_case
from .samples import make_decision


def _table_columns(place: str) -> dict[str, list[tuple[str, str, bool]]]:
    engine = connect_by_hand(place)
    look = inspect(engine)
    found = {
        name: [(c["name"], str(c["type"]), bool(c["nullable"])) for c in look.get_columns(name)]
        for name in sorted(look.get_table_names())
    }
    engine.dispose()
    return found


def test_migrating_from_nothing_makes_the_tables_that_a_new_case_has(new_place: NewPlace) -> None:
    migrated, fresh = new_place(), new_place()
    make_old_case(migrated, SCHEMA_VERSION)
    open_case(fresh).close()
    assert _table_columns(migrated) == _table_columns(fresh)


def test_every_version_has_its_step_and_the_last_is_todays() -> None:
    steps = sorted((MIGRATIONS / "versions").glob("v[0-9]*.py"))
    assert tuple(path.name[1:5] for path in steps) == VERSIONS
    assert VERSIONS[-1] == SCHEMA_VERSION


def test_an_older_case_opens_with_all_that_was_in_it(place: str) -> None:
    make_old_case(place)
    write_into_old_case(place)
    with open_case(place) as case:
        assert [document.name for document in case.documents()] == ["0.txt"]
        assert case.decisions() == (make_decision(),)
        assert case.search("river")
        case.set_setting("two_person", "yes")
        assert case.settings() == {"two_person": "yes"}
        assert case.verify() == []


def test_a_copy_is_kept_before_a_case_is_migrated(place: str) -> None:
    make_old_case(place)
    write_into_old_case(place)
    with open_case(place) as case:
        copy = case.copy_kept
    assert copy is not None
    assert _copied_decisions(place, copy) == 1
    with open_case(place) as case:
        assert case.copy_kept is None


def _copied_decisions(place: str, copy: str) -> object:
    schema = copy.removeprefix("schema ") + "." if copy.startswith("schema ") else ""
    engine = connect_by_hand(place if schema else copy)
    with engine.connect() as connection:
        assert connection.scalar(text(f"SELECT version_num FROM {schema}schema_version")) == OLDEST
        found = connection.scalar(text(f"SELECT count(*) FROM {schema}decisions"))
    engine.dispose()
    return found


def test_a_case_of_today_is_not_copied(case: Case) -> None:
    assert case.copy_kept is None


def test_a_newer_case_is_refused_and_left_as_it_is(place: str) -> None:
    open_case(place).close()
    edit_by_hand(place, "UPDATE schema_version SET version_num = '9999'")
    before = _table_columns(place)
    with pytest.raises(CaseError, match=r"written by a newer Catena \(case version 9999, this one knows 0002\)"):
        open_case(place)
    assert _table_columns(place) == before


def test_a_case_without_a_version_is_refused(place: str) -> None:
    open_case(place).close()
    edit_by_hand(place, "DELETE FROM schema_version")
    with pytest.raises(CaseError, match="does not say which version"):
        open_case(place)


def test_a_migration_that_breaks_off_changes_nothing(place: str) -> None:
    make_old_case(place)
    edit_by_hand(place, "CREATE TABLE settings (something_else INTEGER)")
    before = _table_columns(place)
    with pytest.raises(CaseError, match="settings"):
        open_case(place)
    assert _table_columns(place) == before
