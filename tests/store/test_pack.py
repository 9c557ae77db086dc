from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from catena import model
from catena.errors import CaseError, InputError, VerifyError
from catena.store import Case, open_case
from catena.store.pack import pack_case, unpack_case, verify_pack

from .conftest import NewPlace
from .samples import make_decision, make_document, make_incident, make_provenance, make_reading

WITNESS = "Musa Ali saw gunmen near the river. Nobody else did, the governor said. Four farmers died."


class CoverMusa:
    def hide(self, text: str) -> str:
        return re.sub("Musa|Ali", lambda found: "█" * len(found[0]), text)


def _fill(case: Case) -> None:
    plain = make_document("one.txt")
    named = replace(make_document("two.txt", WITNESS), title="What Musa Ali saw")
    for document in (plain, named):
        data = document.text.encode()
        case.add_document(document, data, make_provenance(f"in/{document.name}"))
        case.add_document(document, data, make_provenance(f"mirror of Musa Ali/{document.name}"))
    case.add_reading(make_reading(plain), "rules 1.0/a")
    first = model.Evidence(named.id, 0, 20, named.text[:20])
    case.add_reading(model.Reading(named.id, mentions=(model.Mention("person", first),)), "rules 1.0/a")
    case.add_refusal("a.bin", "no text in it")
    case.set_setting("two_person", "yes")
    case.append(make_decision("plain"))
    case.append(make_decision("Musa Ali told me"))
    case.save_file(model.IncidentFile(documents=(plain, named), incidents=(make_incident("i1", plain),)))


@pytest.fixture
def pack(case: Case, tmp_path: Path) -> Path:
    _fill(case)
    target = tmp_path / "town.zip"
    pack_case(case, target, {"incident-file.json": b"{}"})
    return target


def test_a_pack_restores_the_whole_case(case: Case, pack: Path, new_place: NewPlace) -> None:
    with open_case(new_place()) as again:
        unpacked = unpack_case(pack, again)
        assert (unpacked.documents, unpacked.decisions, unpacked.withheld_decisions) == (2, 2, 0)
        assert tuple(again.documents()) == tuple(case.documents())
        for document_id in case.document_ids():
            assert again.original(document_id) == case.original(document_id)
            assert again.provenance(document_id) == case.provenance(document_id)
        assert tuple(again.readings("rules 1.0/a")) == tuple(case.readings("rules 1.0/a"))
        assert again.journal() == case.journal()
        assert again.incident_file() == case.incident_file()
        assert (again.refusals(), again.settings()) == (case.refusals(), case.settings())
        assert again.verify() == []


def test_the_same_case_gives_the_same_archive(case: Case, pack: Path, tmp_path: Path) -> None:
    pack_case(case, tmp_path / "again.zip", {"incident-file.json": b"{}"})
    assert (tmp_path / "again.zip").read_bytes() == pack.read_bytes()


def test_a_pack_is_a_bag_by_the_standard(pack: Path) -> None:
    with zipfile.ZipFile(pack) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
        assert archive.read("catena-case/bagit.txt").startswith(b"BagIt-Version: 1.0\n")
        oxum = re.search(rb"Payload-Oxum: (\d+)\.(\d+)", archive.read("catena-case/bag-info.txt"))
        payload = [name for name in names if name.startswith("data/")]
        size = sum(archive.getinfo(f"catena-case/{name}").file_size for name in payload)
        assert oxum is not None and (int(oxum[1]), int(oxum[2])) == (size, len(payload))
    assert {"manifest-sha256.txt", "tagmanifest-sha256.txt", "data/incident-file.json", "data/journal.jsonl"} <= names
    assert "incident-file.json" in verify_pack(pack)


def _rewrite(pack: Path, change) -> None:  # type: ignore[no-untyped-def]
    with zipfile.ZipFile(pack) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(pack, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def _edit(members: dict[str, bytes]) -> None:
    members["catena-case/data/journal.jsonl"] = members["catena-case/data/journal.jsonl"].replace(b"plain", b"false")


def _edit_manifest(members: dict[str, bytes]) -> None:
    members["catena-case/manifest-sha256.txt"] = b"0" * 64 + members["catena-case/manifest-sha256.txt"][64:]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_edit, "data/journal.jsonl is not what was packed"),
        (_edit_manifest, "manifest-sha256.txt is not what was packed"),
        (lambda members: members.pop("catena-case/data/refusals.json"), "data/refusals.json is missing"),
        (lambda members: members.pop("catena-case/tagmanifest-sha256.txt"), "tagmanifest-sha256.txt is missing"),
        (lambda members: members.update({"catena-case/data/extra": b"x"}), "data/extra is in no manifest"),
        (lambda members: members.update({"../../etc/cron.d/x": b"x"}), "is in no manifest"),
    ],
    ids=["edited", "manifest edited", "payload missing", "tags missing", "something added", "a way out of the folder"],
)
def test_a_pack_that_was_changed_is_refused_by_name(pack: Path, new_place: NewPlace, change, message: str) -> None:  # type: ignore[no-untyped-def]
    _rewrite(pack, change)
    with open_case(new_place()) as again:
        with pytest.raises(VerifyError, match=message):
            unpack_case(pack, again)
        assert again.document_ids() == ()


@pytest.mark.parametrize("data", [b"", b"Dear all", b"PK\x03\x04"])
def test_what_is_no_pack_is_refused(case: Case, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "thing.zip").write_bytes(data)
    with pytest.raises(InputError, match="is no pack"):
        unpack_case(tmp_path / "thing.zip", case)


def test_a_flipped_bit_in_a_pack_is_named_or_changes_nothing(case: Case, pack: Path, tmp_path: Path) -> None:
    data, unnoticed = pack.read_bytes(), 0
    for at in range(40, len(data), len(data) // 40):
        pack.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        try:
            verify_pack(pack)
        except (VerifyError, InputError):
            continue
        unnoticed += 1
        with open_case(tmp_path / f"{at}.catena") as again:
            unpack_case(pack, again)
            assert tuple(again.documents()) == tuple(case.documents())
            assert again.journal() == case.journal()
    assert unnoticed < 20  # in the archive's own dates and attributes


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_truncated_pack_is_no_pack(pack: Path, share: float) -> None:
    data = pack.read_bytes()
    pack.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(InputError, match="is no pack"):
        verify_pack(pack)


def test_a_case_with_something_in_it_is_not_unpacked_into(case: Case, pack: Path) -> None:
    with pytest.raises(CaseError, match="holds documents already"):
        unpack_case(pack, case)


def test_a_place_that_cannot_be_written_is_named_and_left_clean(case: Case, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be written"):
        pack_case(case, tmp_path / "no" / "town.zip", {})


def test_a_withheld_name_stands_nowhere_in_the_pack(case: Case, tmp_path: Path) -> None:
    _fill(case)
    target = tmp_path / "town.zip"
    pack_case(case, target, {}, mask=CoverMusa())
    with zipfile.ZipFile(target) as archive:
        for name in archive.namelist():
            assert b"Musa" not in archive.read(name) and "Musa" not in name
        journal = archive.read("catena-case/data/journal.jsonl").decode().splitlines()
    assert [json.loads(line)["decision"] is None for line in journal] == [False, True]
    assert json.loads(journal[1])["previous"] == json.loads(journal[0])["hash"]


def test_a_masked_pack_still_quotes_rightly_and_says_what_was_withheld(
    case: Case, tmp_path: Path, new_place: NewPlace
) -> None:
    _fill(case)
    target = tmp_path / "town.zip"
    pack_case(case, target, {}, mask=CoverMusa())
    with open_case(new_place()) as again:
        assert unpack_case(target, again).withheld_decisions == 1
        named = next(document for document in again.documents() if document.name == "two.txt")
        assert named.text.startswith("████ ███ saw gunmen")
        assert len(named.text) == len(WITNESS)
        with pytest.raises(CaseError, match="withheld"):
            again.original(named.id)
        assert again.verify() == []


def test_bytes_that_were_withheld_can_be_added_later(case: Case) -> None:
    document = make_document()
    case.add_document(document, None, make_provenance())
    with pytest.raises(CaseError, match="withheld"):
        case.original(document.id)
    assert not case.add_document(document, document.text.encode(), make_provenance())
    assert case.original(document.id) == document.text.encode()
    assert case.verify() == []
