"""The layouts of UCDP, ACLED and GDELT, read back as their users read them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from catena.errors import InputError
from catena.export.acled import interaction_of
from catena.export.codes import event_code, goldstein, inter_code, read_actor_codes
from catena.export.countries import column_names, country_code, country_of, priogrid_cell
from catena.export.formats import FORMATS, export
from catena.export.options import Options, as_weighed
from catena.knowledge import read_table
from catena.model import DateField, IncidentFile, Party, Reported, Review, Toll
from catena.weigh.policies import policy_named


def read(path: Path, layout: str, separator: str = ",") -> pd.DataFrame:
    """Read a layout as pandas does, every cell as text, blank as missing."""
    head = None if separator == "\t" else 0
    frame = pd.read_csv(path, sep=separator, header=head, dtype=str, keep_default_na=False, na_values=[""])
    if head is None:
        frame.columns = list(column_names(layout))
    return frame


def with_attack(file: IncidentFile, **changes: object) -> IncidentFile:
    """Give the file with its attack changed."""
    incidents = tuple(replace(each, **changes) if each.id == "i1" else each for each in file.incidents)
    return replace(file, incidents=incidents)


@pytest.mark.parametrize(
    ("layout", "count"), [("ucdp_ged", 49), ("acled", 31), ("gdelt_events", 61), ("gdelt_mentions", 16)]
)
def test_layouts_have_as_many_columns_as_their_codebooks(layout, count):
    names = column_names(layout)
    assert len(names) == len(set(names)) == count


def test_best_high_low_stand_in_the_order_of_ucdp():
    assert column_names("ucdp_ged")[44:47] == ("best", "high", "low")


def test_ucdp_row_is_what_the_incident_holds(incident_file, tmp_path):
    export(with_attack(incident_file, killed=Toll(3, 2, 3)), "ucdp-ged", tmp_path / "ged.csv")
    frame = read(tmp_path / "ged.csv", "ucdp_ged")
    assert tuple(frame.columns) == column_names("ucdp_ged")
    assert len(frame) == 1
    row = frame.iloc[0].dropna().to_dict()
    assert int(row.pop("id")) < 2**53
    sources = {key: row.pop(key) for key in list(row) if key.startswith("source_")}
    assert row == {
        "relid": "i1", "year": "2023", "type_of_violence": "3", "side_b": "Civilians", "number_of_sources": "2",
        "where_prec": "1", "where_coordinates": "Old Market",
        "where_description": "in the Old Market; the market of Port Andara; somewhere", "adm_1": "Ándara",
        "latitude": "-12.05", "longitude": "-77.15", "geom_wkt": "POINT (-77.15 -12.05)",
        "priogrid_gid": "111806", "country": "Peru", "country_id": "135", "region": "Americas", "date_prec": "1",
        "date_start": "2023-05-03 00:00:00.000", "date_end": "2023-05-03 00:00:00.000",
        "deaths_civilians": "3", "best": "3", "high": "3", "low": "2",
    }  # fmt: skip
    assert sources["source_original"] == "police;the mayor, Iris Holm;Tomás Vela;a spokesman of the Red Tide"
    assert sources["source_office"] == "Coast Wire;Harbour Post"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"killed": Toll(0, 0, 0)}, "no death is known"),
        ({"killed": Toll()}, "no death is known"),
        ({"date": DateField()}, "no date with two ends"),
        ({"date": DateField("2019/2021")}, "the date is wider than a year"),
        ({"outcome": "attempted"}, "attempted, not carried out"),
        ({"review": Review("rejected", "reviewer 2")}, "rejected in review"),
    ],
)
def test_ucdp_has_only_incidents_with_a_death_and_says_what_it_leaves_out(incident_file, tmp_path, changes, reason):
    export(with_attack(incident_file, **changes), "ucdp-ged", tmp_path / "ged.csv")
    assert len(read(tmp_path / "ged.csv", "ucdp_ged")) == 0
    left_out = pd.read_csv(tmp_path / "ged.left-out.csv").set_index("incident")
    assert left_out.loc["i1", "reason"] == reason
    assert json.loads((tmp_path / "ged.about.json").read_text())["left_out"] == 2


def test_low_figure_alone_makes_a_row_whose_best_is_blank(incident_file, tmp_path):
    export(incident_file, "ucdp-ged", tmp_path / "ged.csv", Options(policy=as_weighed))
    row = read(tmp_path / "ged.csv", "ucdp_ged").iloc[0].dropna()
    assert (row["low"], row["high"]) == ("2", "3")
    assert not {"best", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"} & set(row.index)


@pytest.mark.parametrize("best", [1, 7, 250])
@pytest.mark.parametrize("event_type", ["Battles", "Violence against civilians", "Explosions/Remote violence"])
def test_parts_of_the_deaths_sum_to_best(incident_file, tmp_path, best, event_type):
    sub = next(iter(read_table("event_types")["event_types"][event_type]["sub_event_types"]))
    changed = with_attack(incident_file, killed=Toll(best, 1, 300), event_type=event_type, sub_event_type=sub)
    export(changed, "ucdp-ged", tmp_path / "ged.csv")
    row = read(tmp_path / "ged.csv", "ucdp_ged").iloc[0]
    parts = [row[part] for part in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
    assert sum(int(part) for part in parts if isinstance(part, str)) == best


def test_policy_of_the_caller_picks_the_figures(incident_file, tmp_path):
    def highest(toll: Toll) -> tuple[int | None, int | None, int | None]:
        return toll.high, toll.high, toll.high

    options = Options(policy=highest, policy_name="highest")
    export(incident_file, "ucdp-ged", tmp_path / "ged.csv", options)
    row = read(tmp_path / "ged.csv", "ucdp_ged").iloc[0]
    assert (row["best"], row["low"], row["high"]) == ("3", "3", "3")
    assert json.loads((tmp_path / "ged.about.json").read_text())["policy"] == "highest"


@pytest.mark.parametrize(
    ("name", "layout", "column"), [("ucdp-ged", "ucdp_ged", "best"), ("acled", "acled", "fatalities")]
)
def test_layout_of_a_project_counts_by_its_policy_unless_another_is_named(
    incident_file, tmp_path, name, layout, column
):
    attack = next(each for each in incident_file.incidents if each.id == "i1")
    policy = policy_named(FORMATS[name].policy)
    export(incident_file, name, tmp_path / "out.csv")
    assert read(tmp_path / "out.csv", layout).iloc[0][column] == str(policy(attack.killed)[0])
    assert json.loads((tmp_path / "out.about.json").read_text())["policy"] == FORMATS[name].policy


@pytest.mark.parametrize("changes", [{"killed": Toll(9, 9, 9)}, {"review": Review("corrected", "reviewer 1")}])
def test_figure_of_a_person_or_of_a_list_is_not_counted_again(incident_file, tmp_path, changes):
    attack = next(each for each in incident_file.incidents if each.id == "i1")
    kept = with_attack(incident_file, **{"killed": replace(attack.killed, best=9, low=9, high=9)} | changes)
    export(kept, "ucdp-ged", tmp_path / "ged.csv")
    assert read(tmp_path / "ged.csv", "ucdp_ged").iloc[0]["best"] == "9"


def test_evidence_beside_a_layout_stands_in_the_texts(incident_file, tmp_path):
    texts = {each.id: each.text for each in incident_file.documents}
    hashes = {each.id: each.sha256 for each in incident_file.documents}
    for name in ("ucdp-ged", "acled", "gdelt"):
        export(incident_file, name, tmp_path / f"{name}.csv")
        evidence = pd.read_csv(tmp_path / f"{name}.evidence.csv", keep_default_na=False)
        assert len(evidence) == 14
        for _, row in evidence.iterrows():
            assert texts[row["document"]][row["start"] : row["end"]] == row["quote"]
            assert row["sha256"] == hashes[row["document"]]


def test_acled_row_is_what_the_incident_holds(incident_file, tmp_path):
    export(incident_file, "acled", tmp_path / "acled.csv", Options(policy=as_weighed))
    frame = read(tmp_path / "acled.csv", "acled")
    assert tuple(frame.columns) == column_names("acled")
    row = frame.iloc[0].dropna().to_dict()
    notes = row.pop("notes")
    assert row == {
        "event_id_cnty": "i1", "event_date": "2023-05-03", "year": "2023", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Violence against civilians",
        "sub_event_type": "Attack", "actor1": "Unidentified Armed Group (Peru)", "inter1": "Political militia",
        "actor2": "Civilians (Peru)", "inter2": "Civilians", "interaction": "Political militia-Civilians",
        "civilian_targeting": "Civilian targeting", "iso": "604", "region": "South America", "country": "Peru",
        "admin1": "Ándara", "location": "Old Market", "latitude": "-12.05", "longitude": "-77.15",
        "geo_precision": "1", "source": "Coast Wire; Harbour Post",
    }  # fmt: skip
    assert notes.startswith("On 3 May 2023, Two or three shot dead")
    assert "the Red Tide: denies" in notes
    assert "Disputed: killed." in notes


@pytest.mark.parametrize(
    ("edtf", "lead"),
    [
        ("2023-05-03~", "Around 3 May 2023, "),
        ("2024-02", "In February 2024, "),
        ("2023-05-03/2023-05-05", "Between 3 and 5 May 2023, "),
        ("2022-12-30/2023-01-02", "Between 30 December 2022 and 2 January 2023, "),
        ("2023-04-30/2023-05-02", "Between 30 April and 2 May 2023, "),
    ],
)
def test_notes_say_how_well_the_day_is_known(incident_file, tmp_path, edtf, lead):
    export(with_attack(incident_file, date=DateField(edtf)), "acled", tmp_path / "acled.csv")
    assert read(tmp_path / "acled.csv", "acled").iloc[0]["notes"].startswith(lead)


def test_notes_tell_the_day_of_a_dated_title_once(incident_file, tmp_path):
    told = with_attack(incident_file, title="Attack in Port Ándara, 2023-05-03", date=DateField("2023-05-03"))
    export(told, "acled", tmp_path / "acled.csv")
    assert read(tmp_path / "acled.csv", "acled").iloc[0]["notes"].startswith("On 3 May 2023, Attack in Port Ándara. ")


def test_unknown_deaths_are_blank_in_acled_and_no_deaths_are_0(incident_file, tmp_path):
    for toll, told in ((Toll(), None), (Toll(0, 0, 0), "0"), (Toll(2, 2, 2), "2")):
        export(with_attack(incident_file, killed=toll), "acled", tmp_path / "acled.csv")
        fatalities = read(tmp_path / "acled.csv", "acled").iloc[0]["fatalities"]
        assert (None if pd.isna(fatalities) else fatalities) == told


def test_inter_codes_stand_as_numbers_where_they_are_asked_for(incident_file, tmp_path):
    export(incident_file, "acled", tmp_path / "acled.csv", Options(inter="code"))
    row = read(tmp_path / "acled.csv", "acled").iloc[0]
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("3", "7", "37")


def test_incidents_of_one_day_place_and_pair_are_one_row_in_acled(incident_file, tmp_path):
    attack = next(each for each in incident_file.incidents if each.id == "i1")
    twin = replace(attack, id="i0", title="A second shooting", killed=Toll(4, 4, 4))
    other_day = replace(attack, id="i3", date=DateField("2023-05-04"))
    other_type = replace(attack, id="i4", sub_event_type="Sexual violence")
    attack = replace(attack, killed=Toll(3, 3, 3))
    export(replace(incident_file, incidents=(attack, twin, other_day, other_type)), "acled", tmp_path / "acled.csv")
    frame = read(tmp_path / "acled.csv", "acled").set_index("event_id_cnty")
    assert sorted(frame.index) == ["i0", "i3", "i4"]
    assert frame.loc["i0", "fatalities"] == "7"
    assert "A second shooting" in frame.loc["i0", "notes"]
    evidence = pd.read_csv(tmp_path / "acled.evidence.csv")
    assert set(evidence[evidence["incident"] == "i1"]["row"]) == {"i0"}
    figures = pd.read_csv(tmp_path / "acled.figures.csv").set_index("incident")
    assert (figures.loc["i1", "row"], figures.loc["i1", "killed_high"]) == ("i0", 3)


def party(name: str, status: str, actor: str | None, file: IncidentFile) -> Reported:
    attack = next(each for each in file.incidents if each.id == "i1")
    return replace(attack.perpetrators[0], value=Party(name, status, "police", actor))


@pytest.mark.parametrize(
    ("parties", "actor1"),
    [
        ([("the Red Tide", "accused", "a-tide")], "Red Tide"),
        ([("the Red Tide", "claims", "a-tide"), ("the council", "accused", "a-council")], "Red Tide"),
        # an accusation that is denied, or rivals another, settles nothing
        (
            [("the Red Tide", "accused", "a-tide"), ("the Red Tide", "denies", "a-tide")],
            "Unidentified Armed Group (Peru)",
        ),
        ([("the Red Tide", "accused", "a-tide"), ("Iris", "accused", "a-holm")], "Unidentified Armed Group (Peru)"),
        ([("gunmen", "unknown", None)], "Unidentified Armed Group (Peru)"),
        ([], "Unidentified Armed Group (Peru)"),
    ],
)
def test_first_actor_is_whom_the_reports_settle_on(incident_file, tmp_path, parties, actor1):
    reported = tuple(party(*each, incident_file) for each in parties)
    export(with_attack(incident_file, perpetrators=reported), "acled", tmp_path / "acled.csv")
    assert read(tmp_path / "acled.csv", "acled").iloc[0]["actor1"] == actor1


def test_codes_of_actors_stay_blank_unless_the_user_gives_them(incident_file, tmp_path):
    claimed = with_attack(incident_file, perpetrators=(party("the Red Tide", "claims", "a-tide", incident_file),))
    export(claimed, "acled", tmp_path / "acled.csv")
    row = read(tmp_path / "acled.csv", "acled").iloc[0]
    assert row["actor1"] == "Red Tide"
    assert pd.isna(row["inter1"])
    assert pd.isna(row["interaction"])
    (tmp_path / "actors.csv").write_text("name,acled_name,inter,ucdp_id\nthe red tide,Red Tide Movement,2,7001\n")
    options = Options(actors=read_actor_codes(tmp_path / "actors.csv"))
    export(claimed, "acled", tmp_path / "acled.csv", options)
    row = read(tmp_path / "acled.csv", "acled").iloc[0]
    assert (row["actor1"], row["inter1"]) == ("Red Tide Movement", "Rebel group")
    assert row["interaction"] == "Rebel group-Civilians"
    export(replace(claimed), "ucdp-ged", tmp_path / "ged.csv", options)
    ged = read(tmp_path / "ged.csv", "ucdp_ged").iloc[0]
    assert (ged["side_a"], ged["side_a_new_id"], ged["dyad_name"]) == ("Red Tide", "7001", "Red Tide - Civilians")


@pytest.mark.parametrize(
    "text", ["acled_name\nx\n", "name,colour\nx,red\n", "name,inter\nx,Pirates\n", "name,inter\n,Rioters\n"]
)
def test_list_of_actors_that_is_none_is_told_with_its_fault(tmp_path, text):
    (tmp_path / "actors.csv").write_text(text)
    with pytest.raises(InputError, match=r"actors\.csv"):
        read_actor_codes(tmp_path / "actors.csv")
    with pytest.raises(InputError):
        read_actor_codes(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    ("first", "second", "alone", "told"),
    [
        ("State forces", "Civilians", False, "State forces-Civilians"),
        ("Civilians", "State forces", False, "State forces-Civilians"),
        ("Political militia", "Political militia", False, "Political militia-Political militia"),
        ("Protesters", None, True, "Protesters only"),
        ("Rebel group", None, False, None),
        (None, "Civilians", False, None),
    ],
)
def test_interaction_names_the_lower_kind_first(first, second, alone, told):
    assert interaction_of(first, second, is_alone=alone) == told


def test_crowds_are_the_first_actor_of_protests_and_riots(incident_file, tmp_path):
    protest = with_attack(incident_file, event_type="Protests", sub_event_type="Peaceful protest", perpetrators=())
    export(protest, "acled", tmp_path / "acled.csv")
    row = read(tmp_path / "acled.csv", "acled").iloc[0].dropna()
    assert (row["actor1"], row["interaction"]) == ("Protesters (Peru)", "Protesters only")
    assert "civilian_targeting" not in row.index


def test_gdelt_events_and_mentions_have_their_columns_and_offsets(incident_file, tmp_path):
    export(incident_file, "gdelt", tmp_path / "gdelt.csv")
    event = read(tmp_path / "gdelt.csv", "gdelt_events", "\t").iloc[0]
    mentions = read(tmp_path / "gdelt.mentions.csv", "gdelt_mentions", "\t")
    assert (event["SQLDATE"], event["MonthYear"], event["Year"]) == ("20230503", "202305", "2023")
    assert (event["EventCode"], event["EventRootCode"], event["QuadClass"]) == ("180", "18", "4")
    assert event["ActionGeo_CountryCode"] == "PE"
    assert set(mentions["GLOBALEVENTID"]) == {event["GLOBALEVENTID"]}
    first = mentions.iloc[0]
    text = next(each.text for each in incident_file.documents if each.id == "d1")
    assert text[int(first["Actor1CharOffset"]) :].startswith("Gunmen")
    assert int(first["MentionDocLen"]) == len(text)


def test_threat_is_a_threat_in_gdelt(incident_file, tmp_path):
    dated = replace(incident_file, incidents=(replace(incident_file.incidents[0], date=DateField("2023-05-03")),))
    export(dated, "gdelt", tmp_path / "gdelt.csv")
    event = read(tmp_path / "gdelt.csv", "gdelt_events", "\t").iloc[0]
    assert (event["EventCode"], event["QuadClass"], event["GoldsteinScale"]) == ("138", "3", "-7.0")


def test_every_event_type_has_its_words_for_the_other_projects():
    families = read_table("event_types")["event_types"]
    assert len(families) == 6
    assert sum(len(each["sub_event_types"]) for each in families.values()) == 25
    for family, entry in families.items():
        for sub in entry["sub_event_types"]:
            code = event_code(family, sub)
            assert code.disorder is not None
            assert code.cameo is None or goldstein(code.cameo) is not None
    assert event_code("Murder", "Attack").disorder is None
    assert event_code("Battles", "Duel").cameo is None


def test_words_of_triggers_are_event_types_of_the_table():
    families = read_table("event_types")["event_types"]
    for entry in read_table("triggers")["families"].values():
        if "sub_event_type" in entry:
            assert entry["sub_event_type"] in families[entry["event_type"]]["sub_event_types"]


def test_countries_have_the_numbers_that_datasets_give_them():
    iraq = country_of("iq")
    assert iraq is not None
    assert (iraq.name, iraq.iso, iraq.gw, iraq.ucdp, iraq.acled) == ("Iraq", 368, 645, "Middle East", "Middle East")
    sudan = country_of("SS")
    assert sudan is not None
    assert (sudan.ucdp, sudan.acled) == ("Africa", "Eastern Africa")
    assert country_of("XX") is None
    assert country_of(None) is None
    assert country_code("peru") == "PE"
    assert country_code("Atlantis") is None


@pytest.mark.parametrize(
    ("lat", "lon", "cell"), [(-90, -180, 1), (0.1, 0.1, 129961), (90, 180, 259200), (33.36, 44.49, 177569)]
)
def test_priogrid_cells_are_counted_from_the_south_west(lat, lon, cell):
    assert priogrid_cell(lat, lon) == cell


def test_kinds_of_actor_have_their_old_numbers():
    assert inter_code("State forces") == 1
    assert inter_code("External/Other forces") == 8
    assert inter_code("Pirates") is None
    assert inter_code(None) is None
