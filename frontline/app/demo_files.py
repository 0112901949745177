"""Stands in for the file dialogs of the demo."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from frontline.ui.widgets.paper import Paper, pdf_of


@dataclass(slots=True)
class DemoFiles:
    """Every file has its place in `root`; `told` keeps what the program had to say."""

    root: Path
    hub_card_path: Path
    told: list[str]

    def folder(self) -> Path | None:
        stick = self.root / "stick"
        stick.mkdir(exist_ok=True)
        return stick

    def documents(self) -> tuple[bytes, ...]:
        return ()

    def hub_card(self) -> bytes | None:
        return self.hub_card_path.read_bytes()

    def save_card(self, card: bytes) -> bool:
        (self.root / "post-card.json").write_bytes(card)
        return True

    def save_sealed(self, sealed: bytes) -> bool:
        (self.root / "document.age").write_bytes(sealed)
        return True

    def save_oversight_report(self, report: bytes) -> bool:
        (self.root / "oversight-report").write_bytes(report)
        return True

    def save_paper(self, paper: Paper) -> bool:
        (self.root / "document.pdf").write_bytes(pdf_of(paper))
        return True

    def print_paper(self, paper: Paper) -> bool:
        return self.save_paper(paper)

    def pdf_path(self, name: str) -> Path | None:
        return self.root / name

    def history_path(self) -> Path | None:
        return self.root / "history.jsonl"

    def tell(self, text: str) -> None:
        self.told.append(text)
