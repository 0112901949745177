"""frontline bundle export and import: what the review desk does with a stick, without the window.

What leaves is said before it is written, counted over the very items that are sealed. The hub's
fingerprint is given, not shown to be nodded at: it comes from the hub's own people.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontline.cli.printing import REFUSED, print_json, refusals
from frontline.cli.typed import typed_secret
from frontline.domain.clock import SystemClock
from frontline.errors import FrontlineError
from frontline.services.chance import SystemChance
from frontline.services.installation import DOCUMENT_SUFFIX, find_installation
from frontline.services.permissions import Action
from frontline.wire.receipt import MAX_RECEIPT
from frontline.wire.stick import bundle_name, files_in, read_at_most, receipts_in

if TYPE_CHECKING:
    from frontline.services.desk import Desk
    from frontline.services.leaving import Shipment

_Stick = Annotated[Path, typer.Argument(help="Folder or stick.", exists=True, file_okay=False)]
_Data = Annotated[Path, typer.Option("--data", help="The vault's folder.", file_okay=False)]
_Name = Annotated[str, typer.Option("--name", help="Who signs in.")]
_AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
_MAX_DOCUMENT = 16 * 1024 * 1024


def export_bundles(
    folder: _Stick,
    data: _Data,
    name: _Name,
    hub: Annotated[
        str, typer.Option("--hub", help="The hub's fingerprint, as its own people tell it.")
    ] = "",
    preview: Annotated[
        bool, typer.Option("--preview", help="Say what would leave, and write nothing.")
    ] = False,
    as_json: _AsJson = False,
) -> None:
    """Let go what was approved, seal it, and write every bundle without a receipt."""
    with refusals(), _signed_in(data, name) as desk:
        facts = _preview(desk) if preview else _export(desk, folder, hub)
        if as_json:
            print_json(facts)
        else:
            for key, value in facts.items():
                typer.echo(f"{key:18} {_plain(value)}")


def import_bundles(folder: _Stick, data: _Data, name: _Name, as_json: _AsJson = False) -> None:
    """Take in what came back: the hub's receipts, and signed documents."""
    with refusals(), _signed_in(data, name) as desk:
        desk.session.require(Action.EXPORT_BUNDLES)
        facts, refused = _import(desk, folder)
        if as_json:
            print_json(facts | {"refused": refused})
        else:
            for key, value in facts.items():
                typer.echo(f"{key:18} {_plain(value)}")
            for each in refused:
                # The stick chose the name, so it must not get to steer the terminal.
                typer.echo(f"refused            {each['file']!a} {each['reason']}")
        if refused:
            raise typer.Exit(REFUSED)


def _export(desk: Desk, folder: Path, fingerprint: str) -> dict[str, object]:
    from frontline.services.leaving import Leaving  # noqa: PLC0415
    from frontline.services.outbox import Outbox  # noqa: PLC0415
    from frontline.sync.folder import FolderTransport  # noqa: PLC0415

    leaving, outbox = Leaving(desk), Outbox(desk)
    seen = leaving.look()
    parcels = leaving.export(seen, fingerprint)
    delivery = FolderTransport(folder).carry(parcels, outbox.hub())
    counts = outbox.note_delivery(delivery)
    device = desk.vault.outbox.device().id
    return _facts(seen) | {
        "written": [bundle_name(device, sequence) for sequence in delivery.delivered],
        "not_written": len(parcels) - len(delivery.delivered),
        "receipts": len(delivery.receipts),
        "counts": asdict(counts),
    }


def _preview(desk: Desk) -> dict[str, object]:
    from frontline.services.leaving import Leaving  # noqa: PLC0415
    from frontline.wire.ref_record import write_ref  # noqa: PLC0415

    seen = Leaving(desk).look()
    records = [write_ref(row.record).decode() for row in seen.rows]
    return _facts(seen) | {"records": records}


def _facts(seen: Shipment) -> dict[str, object]:
    return {
        "referrals": len(seen.items),
        "stand_alone": sum(row.stands_alone for row in seen.rows),
        # The slots together: always there, whether or not anything is in them.
        "sealed_items": 1,
        "names": 0,
        "sequence": seen.sequence,
        "again": seen.again,
    }


def _import(desk: Desk, folder: Path) -> tuple[dict[str, object], list[dict[str, str]]]:
    from frontline.services.documents import Documents  # noqa: PLC0415
    from frontline.services.outbox import Outbox  # noqa: PLC0415
    from frontline.services.roads import Delivery  # noqa: PLC0415

    outbox, refused = Outbox(desk), list[dict[str, str]]()
    documents = Documents(desk, find_installation().trusted_keys)
    receipts = 0
    for path in receipts_in(folder, desk.vault.outbox.device().id):
        try:
            outbox.note_delivery(Delivery((), (read_at_most(path, MAX_RECEIPT),)))
            receipts += 1
        except FrontlineError as error:
            refused.append({"file": path.name, "reason": error.code})
    installed = list[str]()
    for path in files_in(folder, DOCUMENT_SUFFIX):
        try:
            documents.install(read_at_most(path, _MAX_DOCUMENT))
            installed.append(path.name)
        except FrontlineError as error:
            refused.append({"file": path.name, "reason": error.code})
    facts: dict[str, object] = {
        "receipts": receipts,
        "documents": installed,
        "counts": asdict(outbox.counts()),
    }
    return facts, refused


def _plain(value: object) -> str:
    match value:
        case dict():
            return ", ".join(f"{count} {name}" for name, count in value.items())
        case list():
            return " ".join(ascii(each)[1:-1] for each in value) or "none"
        case _:
            return str(value)


@contextmanager
def _signed_in(folder: Path, name: str) -> Iterator[Desk]:
    # The database takes a while to import, which no other command should wait for.
    from frontline.services.desk import Desk  # noqa: PLC0415
    from frontline.services.pack_shelf import PackShelf  # noqa: PLC0415
    from frontline.storage.keeper import SqlVaultKeeper  # noqa: PLC0415

    clock, chance = SystemClock(), SystemChance()
    keeper = SqlVaultKeeper(folder, clock, chance)
    vault, session = keeper.sign_in(name, typed_secret("Passphrase"))
    with closing(vault):
        shelf = PackShelf(vault.documents, find_installation().trusted_keys)
        yield Desk(vault, session, clock, chance, shelf)
