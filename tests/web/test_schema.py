"""The API keeps what its OpenAPI says, whatever it is asked (schemathesis; the same questions at every run)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

schemathesis = pytest.importorskip("schemathesis", reason="the fuzzing of the API needs schemathesis")

from catena.web.app import API, create_app  # noqa: E402 - not without the extra

EXAMPLES = 25
HEADERS = {"Host": "127.0.0.1"}


@pytest.fixture(scope="module")
def operations(made_case: Path) -> dict[str, Any]:
    """Give what the description of the small case's API says can be asked."""
    described = schemathesis.openapi.from_asgi(f"{API}/openapi.json", create_app(made_case), headers=HEADERS)
    return {found.ok().label: found.ok() for found in described.get_all_operations()}


ASKED = (
    "GET /incidents", "GET /incidents/{incident_id}", "GET /incidents/{incident_id}/statements",
    "GET /incidents/{incident_id}/judgements", "GET /documents", "GET /documents/{document_id}", "GET /actors",
    "GET /actors/{actor_id}", "GET /places", "GET /statements", "GET /judgements", "GET /copies", "GET /file", "GET /map",
    "GET /timeline", "GET /sources", "GET /search", "GET /lists", "GET /questions", "GET /decisions", "POST /decisions",
)  # fmt: skip


def test_every_operation_is_asked(operations: dict[str, Any]) -> None:
    assert set(operations) == {each.replace(" /", f" {API}/") for each in ASKED}


@pytest.mark.parametrize("label", ASKED)
def test_every_answer_is_one_that_the_description_names(operations: dict[str, Any], label: str) -> None:
    @given(case=operations[label.replace(" /", f" {API}/")].as_strategy())
    @settings(
        max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )  # fmt: skip
    def ask(case: Any) -> None:
        case.call_and_validate(headers=HEADERS)

    ask()
