"""The OpenAPI document says what the hub does, and is the one that its code gives."""

from __future__ import annotations

import json

from tests.support.hub import Hub
from tests.support.hub_openapi import DOCUMENT, document


def test_the_document_is_what_the_service_says_of_itself(hub: Hub) -> None:
    assert DOCUMENT.read_text("utf-8") == document(hub)


def test_it_tells_of_every_call_and_of_what_can_be_answered() -> None:
    told = json.loads(DOCUMENT.read_text("utf-8"))

    calls = {(path, method) for path, methods in told["paths"].items() for method in methods}
    assert calls == {
        ("/v1/health", "get"),
        ("/v1/bundles/{device}/{sequence}", "put"),
        ("/v1/devices/{device}/receipts", "get"),
        ("/v1/devices/{device}/letters", "get"),
        ("/v1/devices/{device}/updates", "get"),
        ("/v1/devices/{device}/updates/{number}", "get"),
    }
    upload = told["paths"]["/v1/bundles/{device}/{sequence}"]["put"]
    assert {"200", "201", "400", "403", "408", "409", "413", "429", "503"} <= set(
        upload["responses"]
    )
    assert "application/octet-stream" in upload["requestBody"]["content"]
    assert "422" not in DOCUMENT.read_text("utf-8")
