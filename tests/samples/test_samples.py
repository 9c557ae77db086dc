"""The sample reports are what samples/README.md says: invented outlets, public facts, and known disagreements."""

from __future__ import annotations

import csv
import itertools
import re
from pathlib import Path
from urllib.parse import urlparse

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
REPORTS = sorted(path.name for path in SAMPLES.glob("*.txt"))
OUTLETS = {"sample-herald", "specimen-times", "example-courier", "mock-tribune", "demo-gazette"}
COLUMNS = ["file", "outlet", "url", "published", "title", "author"]

# Holders of office or command, and two who commented in public on security.
PUBLIC_PERSONS = {
    "Mustafa al-Kadhimi", "Mustafa al-Kazemi", "Qasem Soleimani", "Qassem Soleimani", "Abu Mahdi al-Muhandis",
    "Abu Mahdi al-Mohandis", "Saad al-Hadithi", "Nibras al-Fayli", "Mahmoud Hussein", "Qais al-Khazali",
    "Qassim Musleh", "Abu Ali al-Askari", "Ahmad al-Hamidawi", "Nathan Sales", "Donald Trump", "Yahya Rasoul",
    "Muqtada al-Sadr", "Abu Alaa al-Walai", "Abbas Kadhim Abdul Wahed", "Hisham al-Hashimi",
}  # fmt: skip

# Words that look like a person's name to PERSON_NAME below and are none.
NOT_PERSONS = {"Asaib Ahl al-Haq", "Kataib Sayyid al-Shuhada", "Shatt al-Arab"}
# "al-" joins names of persons in all these reports, so it finds a person whom nobody put on the list.
PERSON_NAME = re.compile(r"(?:[A-Z][a-z]+ )+al-[A-Z][a-z]+")
# A title before a name, or a rank; what follows it has to be on the list as well.
TITLED_NAME = re.compile(
    r"(?:General|Colonel|President|Minister) ((?:(?!President|Colonel)[A-Z][a-z]+ ?)+(?:al-[A-Z]\w+)?)"
)
FULL_DATE = re.compile(r"(?i)\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|"
                       r"december),? \d{4}|[a-z]{3,9}\.? \d{1,2}, \d{4}|\d{4}-\d\d-\d\d")  # fmt: skip


def text_of(name: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf8")


def outlet_of(name: str) -> str:
    return name.removesuffix(".txt").partition("_")[2]


def manifest() -> list[dict[str, str]]:
    with (SAMPLES / "manifest.csv").open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines))


def shingles(name: str, length: int = 5) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text_of(name).lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def shared_part(left: str, right: str) -> float:
    """Give the part of the shorter report that stands in the other too."""
    one, other = shingles(left), shingles(right)
    return len(one & other) / min(len(one), len(other))


def test_there_are_ten_reports_of_five_outlets() -> None:
    assert len(REPORTS) == 10
    assert {outlet_of(name) for name in REPORTS} == OUTLETS


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_says_that_its_outlet_is_a_sample(name: str) -> None:
    assert "sample outlet" in text_of(name)
    assert outlet_of(name).replace("-", " ") in text_of(name).lower()


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_has_the_length_of_a_news_report(name: str) -> None:
    assert 150 <= len(text_of(name).split()) <= 350


def test_the_manifest_names_files_that_exist_once_each() -> None:
    names = [row["file"] for row in manifest()]
    assert set(names) <= set(REPORTS)
    assert len(names) == len(set(names))
    assert set(REPORTS) - set(names) == {"06_demo-gazette.txt"}


def test_the_manifest_has_the_columns_that_are_read_and_agrees_with_the_file_names() -> None:
    assert list(manifest()[0]) == COLUMNS
    assert all(row["outlet"].lower().replace(" ", "-") == outlet_of(row["file"]) for row in manifest())


def test_no_address_belongs_to_a_real_site() -> None:
    addresses = [row["url"] for row in manifest() if row["url"]]
    assert addresses
    assert all(urlparse(address).hostname.endswith(".example") for address in addresses)  # type: ignore[union-attr]


def test_one_report_alone_has_no_stated_date() -> None:
    given = {row["file"] for row in manifest() if row["published"]}
    stated = {name for name in REPORTS if FULL_DATE.search(text_of(name)[:400])}
    assert set(REPORTS) - given - stated == {"10_example-courier.txt"}
    assert FULL_DATE.search(text_of("10_example-courier.txt")) is None


def test_one_pair_is_a_near_copy_and_every_other_pair_is_not() -> None:
    shares = {pair: shared_part(*pair) for pair in itertools.combinations(REPORTS, 2)}
    assert shares.pop(("05_sample-herald.txt", "06_demo-gazette.txt")) > 0.8
    assert max(shares.values()) < 0.1


def test_one_report_corrects_an_earlier_one_of_its_own_outlet() -> None:
    correcting = [name for name in REPORTS if "earlier version" in text_of(name)]
    assert correcting == ["08_specimen-times.txt"]
    assert "One protester was killed" in text_of("07_specimen-times.txt")
    assert "Four protesters were killed" in text_of("08_specimen-times.txt")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("05_sample-herald.txt", "Seven of the prime minister's bodyguards were wounded, two Iraqi officials told"),
        ("09_mock-tribune.txt", "Six members of the force that protects"),
        ("05_sample-herald.txt", "Three drones were sent"),
        ("05_sample-herald.txt", "two armed drones"),
        ("08_specimen-times.txt", "a single drone"),
        ("05_sample-herald.txt", "At least one protester was killed"),
        ("01_sample-herald.txt", "on the road to his office"),
        ("02_specimen-times.txt", "outside his home in the east of the capital"),
        ("01_sample-herald.txt", "an air strike beside Baghdad airport"),
        ("03_example-courier.txt", "rockets hit the convoy"),
        ("04_mock-tribune.txt", "an American drone fired on two cars"),
        ("05_sample-herald.txt", "late on Saturday"),
        ("09_mock-tribune.txt", "in the early hours of Sunday"),
        ("03_example-courier.txt", "had accused Kazemi in a tweet"),
        ("03_example-courier.txt", "denied that its director, Mustafa al-Kazemi, had any part"),
    ],
)
def test_the_disagreements_that_the_readme_lists_are_in_the_texts(name: str, words: str) -> None:
    assert words in text_of(name)


@pytest.mark.parametrize("name", REPORTS)
def test_only_public_persons_are_named(name: str) -> None:
    text = text_of(name)
    found = {match.strip() for match in PERSON_NAME.findall(text)} | {
        match.strip() for match in TITLED_NAME.findall(text)
    }
    strangers = [
        person
        for person in found - NOT_PERSONS
        if not any(known in person or person in known for known in PUBLIC_PERSONS)
    ]
    assert strangers == []


def test_a_name_that_is_not_on_the_list_would_be_found() -> None:
    assert PERSON_NAME.findall("A shopkeeper, Tariq al-Banna, saw it.") == ["Tariq al-Banna"]
    assert TITLED_NAME.findall("Colonel Tariq Banna saw it.") == ["Tariq Banna "]


def test_the_readme_has_a_row_for_every_report() -> None:
    rows = re.findall(r"^\| `(\S+\.txt)` \|", (SAMPLES / "README.md").read_text(encoding="utf8"), re.MULTILINE)
    assert rows == REPORTS
