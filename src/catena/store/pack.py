"""A case as an archive that can be mailed, kept and checked without Catena: a BagIt bag (RFC 8493) in a zip file.

The payload holds originals, texts, records, readings, the journal and whatever the caller adds (the incident file);
``manifest-sha256.txt`` holds the hash of each. The same case gives the same bytes. With a mask, names are covered
by blocks of the same length, so that every offset still counts; the bytes of a document that holds such a name are
left out, and of a decision that holds one only its place in the chain is told.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from catena import __version__
from catena.errors import CaseError, InputError, VerifyError
from catena.model import Document, Evidence, IncidentFile, Reading
from catena.store import codec
from catena.store.case import Case
from catena.store.records import Decision, Entry, Provenance, Refusal

BAG = "catena-case"
FORMAT = "catena-pack/1"
BAGIT_TXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
# The zip format knows no time before; one time for all makes equal cases equal archives.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
# Fields that hold one of a few words, and no name.
CODED = ("event_type", "sub_event_type", "outcome", "kind", "qualifier", "status", "act", "how", "slot", "verdict",
         "media_type", "language", "sha256")  # fmt: skip
MEMBER_BYTES_MAX = 1 << 30
BYTES_MAX = 1 << 36


class Mask(Protocol):
    """Covers names in a text by blocks of the same length."""

    def hide(self, text: str) -> str:
        """Give the text with names covered, every other character in its place."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of a pack: documents, decisions, and the decisions that were withheld and so not restored."""

    documents: int
    decisions: int
    withheld_decisions: int


def pack_case(case: Case, target: Path, beside: Mapping[str, bytes], *, mask: Mask | None = None) -> None:
    """Write a case into an archive; ``beside`` are further files of the payload (``incident-file.json``).

    The archive appears under its name only when it is whole. Raises CaseError where it cannot be written.
    """
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            _write_bag(archive, {**beside}, _payload(case, mask))
        unfinished.replace(target)
    except OSError as error:
        raise CaseError(f"{target}: cannot be written: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def verify_pack(source: Path) -> tuple[str, ...]:
    """Check every hash of an archive; give the names of the payload. Raises VerifyError naming what does not hold."""
    with _open(source) as archive:
        return tuple(_verify_bag(archive))


def unpack_case(source: Path, case: Case) -> Unpacked:
    """Verify an archive and fill an empty case with it.

    Raises VerifyError where a hash does not hold, InputError for a file that is no pack, CaseError for a case with
    something in it. Nothing is added unless all of it can be.
    """
    if case.document_ids() or case.journal():
        raise CaseError(f"{case.where}: holds documents already; unpack into a new case, then merge the two")
    with _open(source) as archive:
        names = _verify_bag(archive)
        with case.transaction(lasting=True):
            documents = _restore_documents(archive, names, case)
            _restore_rest(archive, names, case)
            restored, withheld = _restore_journal(archive, case)
    return Unpacked(documents, restored, withheld)


def _payload(case: Case, mask: Mask | None) -> Iterator[tuple[str, bytes]]:
    for document in case.documents():
        shown = _covered(document, mask, {document.id: document})
        yield f"documents/{document.id}.json", codec.to_bytes(shown)
        yield f"texts/{document.id}.txt", shown.text.encode("utf-8", "surrogatepass")
        origins = [codec.encode(_covered(each, mask, {})) for each in case.provenance(document.id)]
        yield f"provenance/{document.id}.json", _json(origins)
        if shown == document and (data := _original(case, document.id)) is not None:
            yield f"originals/{document.sha256}-{document.id}", data
    for reader in case.readers():
        for reading in case.readings(reader):
            held = {reading.document: case.document(reading.document)} if mask else {}
            yield f"readings/{_safe(reader)}/{reading.document}.json", codec.to_bytes(_covered(reading, mask, held))
    yield "readers.json", _json(list(case.readers()))
    yield "refusals.json", _json([codec.encode(_covered(refusal, mask, {})) for refusal in case.refusals()])
    yield "settings.json", _json(dict(case.settings()))
    yield "journal.jsonl", b"".join(_journal_line(entry, mask) for entry in case.journal())
    file = case.incident_file()
    if file is not None:
        held = {document.id: document for document in file.documents}
        yield "file.json", codec.to_bytes(_covered(file, mask, held))


def _original(case: Case, document_id: str) -> bytes | None:
    try:
        return case.original(document_id)
    except CaseError:  # withheld from us, too
        return None


def _journal_line(entry: Entry, mask: Mask | None) -> bytes:
    decision = codec.to_bytes(entry.decision).decode("utf-8", "surrogatepass")
    shown = mask is None or mask.hide(decision) == decision
    line = {
        "number": entry.number, "previous": entry.previous, "hash": entry.hash,
        "decision": codec.encode(entry.decision) if shown else None,
    }  # fmt: skip
    return _json(line) + b"\n"


def _covered(record: codec.Record, mask: Mask | None, documents: Mapping[str, Document]) -> codec.Record:
    """Cover names in every text of a record; a quote is covered as its document's text is, so that it still stands."""
    if mask is None:
        return record
    hidden = {key: mask.hide(document.text) for key, document in documents.items()}
    covered: codec.Record = _cover(record, mask, hidden)
    return covered


def _cover(value: Any, mask: Mask, hidden: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return mask.hide(value)
    if isinstance(value, tuple):
        return tuple(_cover(part, mask, hidden) for part in value)
    if isinstance(value, Evidence) and value.document in hidden:
        return replace(value, quote=hidden[value.document][value.start : value.end])
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name not in CODED]
        return replace(value, **{name: _cover(getattr(value, name), mask, hidden) for name in names})
    return value


def _write_bag(archive: zipfile.ZipFile, beside: Mapping[str, bytes], payload: Iterator[tuple[str, bytes]]) -> None:
    hashes: dict[str, str] = {}
    size = 0
    for name, data in (*beside.items(), *payload):
        path = f"data/{name}"
        hashes[path] = hashlib.sha256(data).hexdigest()
        size += len(data)
        _write(archive, path, data)
    info = f"Bag-Software-Agent: catena {__version__}\nInternal-Sender-Identifier: {FORMAT}\n"
    tags = {
        "bagit.txt": BAGIT_TXT,
        "bag-info.txt": f"{info}Payload-Oxum: {size}.{len(hashes)}\n".encode(),
        "manifest-sha256.txt": _manifest(hashes),
    }
    for name, data in tags.items():
        _write(archive, name, data)
    _write(archive, "tagmanifest-sha256.txt", _manifest({k: hashlib.sha256(v).hexdigest() for k, v in tags.items()}))


def _write(archive: zipfile.ZipFile, path: str, data: bytes) -> None:
    member = zipfile.ZipInfo(f"{BAG}/{path}", ZIP_TIME)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    archive.writestr(member, data)


def _manifest(hashes: Mapping[str, str]) -> bytes:
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode()


def _open(source: Path) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(source)
    except zipfile.BadZipFile as error:
        raise InputError(f"{source}: is no pack: {error}") from error
    except OSError as error:
        raise InputError(f"{source}: cannot be read: {error.strerror}") from error
    members = archive.infolist()
    if any(member.file_size > MEMBER_BYTES_MAX for member in members) or sum(m.file_size for m in members) > BYTES_MAX:
        archive.close()
        raise InputError(f"{source}: holds more than a pack may")
    return archive


def _verify_bag(archive: zipfile.ZipFile) -> list[str]:
    """Check the tag files by their manifest, the payload by its own, and that nothing else is there."""
    tags = _read_manifest(archive, "tagmanifest-sha256.txt")
    listed = _read_manifest(archive, "manifest-sha256.txt")
    there = [name.removeprefix(f"{BAG}/") for name in archive.namelist() if not name.endswith("/")]
    known = {*tags, *listed, "tagmanifest-sha256.txt"}
    for name in there:
        if name not in known or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise VerifyError(f"{archive.filename}: {name} is in no manifest")
    for name, wanted in (*tags.items(), *listed.items()):
        if hashlib.sha256(_read(archive, name)).hexdigest() != wanted:
            raise VerifyError(f"{archive.filename}: {name} is not what was packed: its SHA-256 differs")
    return [name.removeprefix("data/") for name in listed]


def _read_manifest(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    lines = _read(archive, name).decode("utf-8", "replace").splitlines()
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(f"{BAG}/{name}")
    except KeyError as error:
        raise VerifyError(f"{archive.filename}: {name} is missing") from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        # Each is raised by the zip module for some damage: a wrong checksum, a cut, an unknown method, a password.
        raise VerifyError(f"{archive.filename}: {name} is damaged: {error}") from error


def _restore_documents(archive: zipfile.ZipFile, names: list[str], case: Case) -> int:
    # originals/SHA256-ID
    originals = {name.partition("-")[2]: name for name in names if name.startswith("originals/")}
    found = sorted(name for name in names if name.startswith("documents/"))
    for name in found:
        document = codec.from_bytes(Document, _read(archive, f"data/{name}"))
        data = _read(archive, f"data/{originals[document.id]}") if document.id in originals else None
        origins = json.loads(_read(archive, f"data/provenance/{document.id}.json"))
        for origin in origins:
            case.add_document(document, data, codec.decode(Provenance, origin))
    return len(found)


def _restore_rest(archive: zipfile.ZipFile, names: list[str], case: Case) -> None:
    for reader in json.loads(_read(archive, "data/readers.json")):
        folder = f"readings/{_safe(reader)}/"
        for name in sorted(name for name in names if name.startswith(folder)):
            case.add_reading(codec.from_bytes(Reading, _read(archive, f"data/{name}")), reader)
    for refusal in json.loads(_read(archive, "data/refusals.json")):
        known = codec.decode(Refusal, refusal)
        case.add_refusal(known.name, known.reason)
    for setting, value in json.loads(_read(archive, "data/settings.json")).items():
        case.set_setting(setting, value)
    if "file.json" in names:
        case.save_file(codec.from_bytes(IncidentFile, _read(archive, "data/file.json")))


def _restore_journal(archive: zipfile.ZipFile, case: Case) -> tuple[int, int]:
    """Append the decisions again: each must get the hash that it had. With withheld ones no chain can be made."""
    lines = [json.loads(line) for line in _read(archive, "data/journal.jsonl").splitlines()]
    withheld = sum(line["decision"] is None for line in lines)
    if withheld:
        return 0, withheld
    for line in lines:
        entry = case.append(codec.decode(Decision, line["decision"]))
        if (entry.previous, entry.hash) != (line["previous"], line["hash"]):
            raise VerifyError(f"{archive.filename}: decision {entry.number} does not hang on the one before it")
    return len(lines), 0


def _json(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _safe(reader: str) -> str:
    """Make a folder's name of a reader's."""
    return "".join(each if each.isalnum() or each in "._-" else "_" for each in reader) or "_"
