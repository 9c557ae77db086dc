"""A person at a screen: the pages in headless Chromium, with axe-core, keys, both themes, a phone's width and paper."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
uvicorn = pytest.importorskip("uvicorn", reason="the pages need the extra `web`")
pytest.importorskip("fastapi", reason="the pages need the extra `web`")

from catena.model import Judgement  # noqa: E402 - not without the extra
from catena.store import open_case  # noqa: E402
from catena.web.app import create_app  # noqa: E402

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PATHS = (
    "/incidents",
    "/timeline",
    "/map",
    "/actors",
    "/sources",
    "/documents",
    "/review",
    "/journal",
    "/progress",
    "/search?q=Testville",
    "/incidents?q=zzz",
)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium")]


@pytest.fixture
def address(case_path: Path) -> Iterator[str]:
    """Serve a copy of the case on a free port."""
    server = uvicorn.Server(
        uvicorn.Config(create_app(case_path), host="127.0.0.1", port=0, log_level="error", lifespan="on")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Give one browser for all tests."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """Give a page that fails the test on any script error and any request that would leave the machine."""
    faults: list[str] = []
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on(
        "request", lambda request: None if request.url.startswith((address, "data:")) else faults.append(request.url)
    )
    yield page
    context.close()
    assert faults == []


def blast(page: Any) -> str:
    """Open the disputed incident from the list and give its path."""
    page.goto("/incidents?disputed=killed")
    page.click(".incidents th[scope=row] a")
    return str(page.evaluate("location.pathname"))


def test_axe_finds_no_serious_fault(page: Any) -> None:
    incident = blast(page)
    document = page.get_attribute(".quote a", "href")
    found = {}
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for path in (*PATHS, incident, document):
            page.goto(path)
            page.evaluate(AXE.read_text(encoding="utf-8"))
            # The second theme changes colours only.
            rules = "" if theme == "light" else ", runOnly: ['color-contrast']"
            result = page.evaluate(f"axe.run({{resultTypes: ['violations']{rules}}})")
            serious = [
                (each["id"], each["nodes"][0]["html"][:120])
                for each in result["violations"]
                if each["impact"] in ("serious", "critical")
            ]
            if serious:
                found[(theme, path)] = serious
    assert found == {}


@pytest.mark.parametrize("width", [360, 2560])
def test_no_page_is_wider_than_the_screen(page: Any, width: int) -> None:
    incident = blast(page)
    page.set_viewport_size({"width": width, "height": 800})
    for path in (*PATHS, incident):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_a_disputed_incident_is_found_compared_and_traced_to_its_sentence(page: Any) -> None:
    page.goto("/incidents")
    page.click("aside >> text=any field")
    assert "disputed=any" in page.url
    page.click(".incidents th[scope=row] a")
    page.wait_for_selector("#killed .side h3")
    assert sorted(page.locator("#killed .side h3").all_inner_texts()) == ["12", "7"]
    page.click("#killed .quote a >> nth=0")
    page.wait_for_selector("#here", state="attached")
    assert "people" in " ".join(page.locator(".text .here").all_inner_texts())


def test_the_queue_is_worked_by_keys(page: Any) -> None:
    page.goto("/review")
    page.fill("input[name=person]", "Ada")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=deciding as Ada")
    page.keyboard.press("?")
    assert page.locator("#help[open]").count() == 1
    page.keyboard.press("j")
    page.wait_for_url("**at=2*")
    page.keyboard.press("k")
    page.wait_for_url("**at=1*")
    page.keyboard.press("a")
    page.wait_for_selector("text=kept: accept")
    page.keyboard.press("u")
    page.wait_for_selector("text=kept: undo")
    page.keyboard.press("x")
    page.keyboard.type("told of another day")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=kept: reject")


def test_two_incidents_that_may_be_one_are_merged_and_parted_by_keys(page: Any, case_path: Path) -> None:
    with open_case(case_path, create=False) as case:
        file = case.incident_file()
        assert file is not None
        one, other = (incident.events[0] for incident in file.incidents)
        doubt = Judgement(one, other, "unsure", ("the same town",), "linker", 0.5)
        case.save_file(replace(file, judgements=(*file.judgements, doubt)))
    page.goto("/review?kind=join")
    page.fill("input[name=person]", "Ada")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=deciding as Ada")
    assert page.locator(".told").count() == 2
    page.keyboard.press("m")
    page.wait_for_selector("text=kept: merge")
    page.goto("/incidents")
    assert page.inner_text("h1") == "1 incident"
    page.goto("/review")
    page.keyboard.press("u")
    page.wait_for_selector("text=kept: undo")
    page.goto("/incidents")
    assert page.inner_text("h1") == "2 incidents"


def test_a_value_is_corrected_and_two_incidents_merged_and_parted(page: Any) -> None:
    path = blast(page)
    page.fill("input[name=person]", "Ada")
    page.keyboard.press("Enter")
    page.click("text=Correct a value")
    page.select_option("select[name=field]", "killed")
    page.fill("input[name=value]", "12")
    page.fill("details[open] input[name=reason]", "the hospital counted")
    page.click("button:has-text('Correct')")
    page.wait_for_selector("text=kept: correct")
    assert "12" in page.inner_text(".glance")
    page.goto("/incidents?country=SY")
    other = page.get_attribute(".incidents th[scope=row] a", "href").rpartition("/")[2]
    page.goto(path)
    page.click("text=Merge with another incident")
    page.fill("input[name=other]", other)
    page.click("button:has-text('Merge')")
    page.wait_for_selector("text=kept: merge")
    page.goto("/incidents")
    assert page.inner_text("h1") == "1 incident"
    page.goto("/journal")
    page.click("button:has-text('undo') >> nth=0")
    page.wait_for_selector("text=kept: undo")
    page.goto("/incidents")
    assert page.inner_text("h1") == "2 incidents"


def test_the_map_draws_marks_and_keeps_its_view_in_the_address(page: Any) -> None:
    page.goto("/map")
    page.wait_for_selector("#map[data-marks]")
    assert page.locator("#map path.land").count() > 150
    assert page.locator("#map .cluster").count() == 2
    assert page.locator("#map .disc").count() == 2
    assert "zoom=" in page.url
    page.locator("#map .cluster >> nth=0").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup a[href^='/incidents/']")


def test_the_theme_is_chosen_and_kept(page: Any) -> None:
    page.goto("/incidents")
    before = page.evaluate("getComputedStyle(document.body).color")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).color") != before
    page.goto("/timeline")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_paper_holds_the_values_and_no_controls(page: Any) -> None:
    blast(page)
    page.emulate_media(media="print")
    assert page.locator(".top").is_hidden() and page.locator("#decide").is_hidden()
    assert page.locator("#killed .quote").first.is_visible()


def test_progress_follows_by_server_sent_events(page: Any) -> None:
    page.goto("/progress")
    page.evaluate("document.querySelector('[data-count=documents]').textContent = '?'")
    page.reload()
    page.wait_for_function("document.getElementById('bar').value === 3")
    assert page.inner_text("[data-count=documents]") == "3"


def test_each_page_is_drawn_in_both_themes_and_kept_to_be_looked_at(page: Any, tmp_path: Path) -> None:
    incident = blast(page)
    folder = Path(os.environ.get("CATENA_SCREENSHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for path in (*PATHS, "/lists", "/import", incident):
            page.goto(path)
            name = re.sub(r"\W+", "-", path).strip("-")
            drawn = page.screenshot(path=folder / f"{name}-{theme}.png")
            assert len(set(drawn)) > 200 and len(drawn) > 10_000, (path, theme)
