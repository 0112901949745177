"""Updates as a page: what waits, and what one would change."""

from __future__ import annotations

from collections.abc import Sequence

from frontline.crypto.canonical import Json
from frontline.crypto.signed_document import SignedDocument, read_document, write_document
from frontline.domain.deeds import DeedKind
from frontline.services.updates import Updates
from frontline.ui.viewmodels.updates import UpdatesViewModel
from frontline.ui.views.updates import UpdatesActions, UpdatesView
from tests.support.desks import KEY, TRUSTED
from tests.support.gui import Gui, settle
from tests.support.updates import HUB, glossary, hub_card, update


def next_directory(gui: Gui, version: int = 3) -> bytes:
    """The one of Tango with other hours, one entry gone and one new."""
    stored = next(each for each in gui.documents.installed() if (each.kind, each.name) == TANGO)
    found = read_document(stored.content, TRUSTED)
    entries = found.body["entries"]
    assert isinstance(entries, list)
    changed: list[Json] = [
        {**each, "hours": "08:00 to 20:00"} if number == 1 else each
        for number, each in enumerate(entries)
        if isinstance(each, dict) and number != 4
    ]
    new: Json = {
        "name": "Night clinic of the harbour (fictitious)",
        "services": ["MEDICAL"],
        "country": "XT",
        "mandates": ["ASSISTANCE"],
    }
    body: dict[str, Json] = {**found.body, "entries": [*changed, new]}
    return write_document(SignedDocument(*TANGO, version, body), KEY)


TANGO = ("directory", "tango")


def updates_model(gui: Gui, contents: Sequence[bytes] = ()) -> UpdatesViewModel:
    """With the hub known; each of `contents` is an update that came in."""
    deed = gui.desk.deed(DeedKind.HUB_SET, HUB)
    gui.vault.outbox.set_hub_card(hub_card().canonical(), deed)
    updates = Updates(gui.desk, gui.documents)
    for content in contents:
        updates.receive(content)
    return UpdatesViewModel(updates, gui.documents, gui.runner, gui.tell("take up"))


def updates_view(gui: Gui, model: UpdatesViewModel) -> UpdatesView:
    view = UpdatesView(model, gui.around, UpdatesActions(gui.tell("files"), gui.tell("back")))
    model.load()
    settle()
    return view


def updates_page(gui: Gui) -> UpdatesView:
    """Two wait, one of them was put off, and the directory can be turned back."""
    gui.documents.install(next_directory(gui))
    model = updates_model(
        gui, (update(2026112101, glossary(1, "x")), update(2026112201, next_directory(gui, 4)))
    )
    view = updates_view(gui, model)
    model.look(2026112101)
    settle()
    model.put_off()
    settle()
    return view


def update_review(gui: Gui) -> UpdatesView:
    model = updates_model(gui, (update(2026112201, next_directory(gui), glossary(1, "x")),))
    view = updates_view(gui, model)
    model.look(2026112201)
    settle()
    return view


UPDATE_PAGES = {"updates": updates_page, "updates, what one changes": update_review}
