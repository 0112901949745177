"""Whatever is sent, the hub answers as its OpenAPI document says, and never with a fault.

The calls are made up from that document. Counted: FRONTLINE_FAULTS=many asks for the long run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi import checks

from frontline.hub.limits import Rate
from frontline.hub.mailroom import Mailroom
from frontline.hub.service import create_service
from tests.support.hub import new_hub, opened, ref_item, rounds

pytestmark = pytest.mark.slow

EXAMPLES = rounds(20, 500)
# So that calls get further than the limit on their number.
UNLIMITED = Rate(per_second=1e9, burst=10**9)
FAULT = 500
# The answer is one of the document's. What is refused is more than a document can say: most bytes
# are no bundle.
ANSWERS = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The document of a hub that holds a bundle of one post."""
    with opened(new_hub(tmp_path_factory.mktemp("fuzz") / "hub")) as hub:
        hub.receive(hub.post().seal(ref_item(0)))
        hub.processor.process_waiting()
        service = create_service(hub.card, hub.mailroom, lambda: None, rate=UNLIMITED)
        schema = schemathesis.openapi.from_dict(service.openapi())
        schema.app = service
        yield schema


def call_all(api: Any, mode: Any) -> int:
    """Every operation of the document that can be called so; how many there are."""
    called = 0
    for found in api.get_all_operations():
        operation = found.ok()
        # A call without parameters cannot be wrong.
        if mode is schemathesis.GenerationMode.NEGATIVE and "{" not in operation.path:
            continue
        called += 1

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def call(case: Any) -> None:
            response = case.call()
            assert response.status_code < FAULT
            case.validate_response(response, checks=ANSWERS)

        call()
    return called


@pytest.mark.parametrize(
    ("mode", "operations"),
    [(schemathesis.GenerationMode.POSITIVE, 6), (schemathesis.GenerationMode.NEGATIVE, 5)],
)
def test_no_call_is_a_fault_of_the_hub(api: Any, mode: Any, operations: int) -> None:
    """Calls as the document describes them, and calls that break it."""
    assert call_all(api, mode) == operations


def test_a_fault_of_the_hub_is_found(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control."""

    def broken(mailroom: Mailroom, device: str) -> None:
        raise ArithmeticError(device)

    monkeypatch.setattr(Mailroom, "device", broken)

    with pytest.raises(ArithmeticError):
        call_all(api, schemathesis.GenerationMode.POSITIVE)
