"""Writes docs/formats/hub-openapi.json: `python -m tests.support.hub_openapi`."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from frontline.hub.service import create_service
from tests.support.hub import Hub, new_hub, opened
from tests.support.repository import ROOT

DOCUMENT = ROOT / "docs" / "formats" / "hub-openapi.json"


def document(hub: Hub) -> str:
    """As text; the same for every hub."""
    service = create_service(hub.card, hub.mailroom, lambda: None)
    return json.dumps(service.openapi(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main() -> None:
    with TemporaryDirectory() as folder, opened(new_hub(Path(folder) / "hub")) as hub:
        DOCUMENT.write_text(document(hub), "utf-8")


if __name__ == "__main__":
    main()
