"""Files the officer picks: sticks, cards, documents. The demo and tests bring their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from frontline.errors import BadInputError, FolderUnusableError, FrontlineError
from frontline.services.clips import CLIPS_SUFFIX
from frontline.services.installation import DOCUMENT_SUFFIX
from frontline.services.vaults import RecoverySheet
from frontline.ui.language import Language
from frontline.ui.messages import error_text
from frontline.ui.views.recovery_sheet import write_recovery_sheet
from frontline.wire.stick import UPDATE_SUFFIX

if TYPE_CHECKING:
    from frontline.ui.widgets.paper import Paper


class FileDialogs(Protocol):
    """Each asks and reads or writes; None or nothing when the officer thinks better of it."""

    def folder(self) -> Path | None: ...

    def documents(self) -> tuple[bytes, ...]: ...

    def hub_card(self) -> bytes | None: ...

    def save_card(self, card: bytes) -> bool: ...

    def save_sealed(self, sealed: bytes) -> bool: ...

    def save_oversight_report(self, report: bytes) -> bool: ...

    def save_paper(self, paper: Paper) -> bool: ...

    def print_paper(self, paper: Paper) -> bool: ...

    def pdf_path(self, name: str) -> Path | None: ...

    def history_path(self) -> Path | None: ...

    def tell(self, text: str) -> None: ...


class QtFileDialogs:
    def __init__(self, parent: QWidget, language: Language) -> None:
        self._parent = parent
        self._language = language

    def folder(self) -> Path | None:
        title = self._language.gettext("Choose the folder or stick")
        chosen = QFileDialog.getExistingDirectory(self._parent, title)
        return Path(chosen) if chosen else None

    def documents(self) -> tuple[bytes, ...]:
        title = self._language.gettext("Choose signed files to install")
        kinds = f"Frontline (*{DOCUMENT_SUFFIX} *{UPDATE_SUFFIX} *{CLIPS_SUFFIX})"
        chosen, _kind = QFileDialog.getOpenFileNames(self._parent, title, filter=kinds)
        contents = [self._read(name) for name in chosen]
        return tuple(content for content in contents if content is not None)

    def hub_card(self) -> bytes | None:
        title = self._language.gettext("Choose the hub's card")
        chosen, _kind = QFileDialog.getOpenFileName(self._parent, title, filter="JSON (*.json)")
        return self._read(chosen) if chosen else None

    def save_card(self, card: bytes) -> bool:
        title = self._language.gettext("Save this post's card")
        return self._save(title, "post-card.json", "JSON (*.json)", card)

    def save_sealed(self, sealed: bytes) -> bool:
        # A name that says nothing: it stays in the lists of recent files of this machine.
        title = self._language.gettext("Save as a sealed file")
        return self._save(title, "document.age", "age (*.age)", sealed)

    def save_oversight_report(self, report: bytes) -> bool:
        title = self._language.gettext("Save the report of oversight")
        name = f"oversight-report{DOCUMENT_SUFFIX}"
        return self._save(title, name, f"Frontline (*{DOCUMENT_SUFFIX})", report)

    def save_paper(self, paper: Paper) -> bool:
        from frontline.ui.widgets.paper import pdf_of

        # As for a sealed file: the name tells nothing.
        title = self._language.gettext("Save the paper")
        return self._save(title, "document.pdf", "PDF (*.pdf)", pdf_of(paper))

    def print_paper(self, paper: Paper) -> bool:
        """By the system's own dialog, which also knows which printers there are."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from frontline.ui.widgets.paper import print_on

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(paper.size.layout)
        dialog = QPrintDialog(printer, self._parent)
        dialog.setWindowTitle(self._language.gettext("Print"))
        if not dialog.exec():
            return False
        try:
            print_on(paper, printer)
        except FrontlineError as error:
            self.tell(error_text(self._language, error))
            return False
        return True

    def _save(self, title: str, name: str, kind: str, content: bytes) -> bool:
        chosen, _kind = QFileDialog.getSaveFileName(self._parent, title, name, kind)
        if not chosen:
            return False
        try:
            Path(chosen).write_bytes(content)
        except OSError:
            self.tell(error_text(self._language, FolderUnusableError()))
            return False
        return True

    def pdf_path(self, name: str) -> Path | None:
        title = self._language.gettext("Save the recovery sheet")
        chosen, _kind = QFileDialog.getSaveFileName(self._parent, title, name, "PDF (*.pdf)")
        return Path(chosen) if chosen else None

    def history_path(self) -> Path | None:
        title = self._language.gettext("Save the history")
        chosen, _kind = QFileDialog.getSaveFileName(
            self._parent, title, "history.jsonl", "JSON (*.jsonl)"
        )
        return Path(chosen) if chosen else None

    def _read(self, name: str) -> bytes | None:
        """None, and told, where the stick was taken out in between."""
        try:
            return Path(name).read_bytes()
        except OSError:
            self.tell(error_text(self._language, BadInputError()))
            return None

    def tell(self, text: str) -> None:
        QMessageBox.warning(self._parent, "Frontline", text)


def save_sheet(language: Language, files: FileDialogs, sheet: RecoverySheet) -> bool:
    """As a PDF where the officer says; False where they think better of it, or it failed."""
    path = files.pdf_path(sheet.file_name)
    if path is None:
        return False
    try:
        write_recovery_sheet(sheet, language, path)
    except FrontlineError as error:
        files.tell(error_text(language, error))
        return False
    return True
