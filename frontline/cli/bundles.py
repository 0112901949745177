"""frontline bundle: look at bundles."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from frontline.cli.bundle_desk import export_bundles, import_bundles
from frontline.cli.key_files import identity_in
from frontline.cli.printing import print_json, refusals
from frontline.wire.bundle import Bundle, read_bundle
from frontline.wire.frame import MAX_FILE, Frame, read_frame
from frontline.wire.stick import read_at_most

bundles = typer.Typer(
    help="Look at bundles, write them to a stick, and take in what comes back.",
    no_args_is_help=True,
)
bundles.command("export")(export_bundles)
bundles.command("import")(import_bundles)


@bundles.command()
def inspect(
    file: Annotated[Path, typer.Argument(help="A bundle's file.", exists=True, dir_okay=False)],
    identity: Annotated[
        Path | None, typer.Option("--identity", help="File with a key that opens it.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable output.")] = False,
) -> None:
    """What a bundle says about itself; with a key also what it holds, but no content.

    Who signed is shown and not checked: only a hub knows its posts' keys.
    """
    with refusals():
        frame = read_frame(read_at_most(file, MAX_FILE))
        facts = _frame_facts(frame)
        if identity is not None:
            facts |= _bundle_facts(read_bundle(frame, identity_in(identity)))
        if as_json:
            print_json(facts)
        else:
            for name, value in facts.items():
                typer.echo(f"{name:15} {value}")


def _frame_facts(frame: Frame) -> dict[str, object]:
    header = frame.header
    return {
        "device": header.device,
        "sequence": header.sequence,
        "payload_size": header.payload_size,
        "payload_sha256": header.payload_sha256,
    }


def _bundle_facts(bundle: Bundle) -> dict[str, object]:
    manifest = bundle.manifest
    broken = manifest.audit_break
    return {
        "bundle": bundle.id,
        "hub": manifest.hub,
        "hub_epoch": manifest.hub_epoch,
        "previous": manifest.previous,
        "month": manifest.month,
        "audit_head": manifest.audit_head,
        "audit_count": manifest.audit_count,
        "audit_break": None if broken is None else broken.model_dump(mode="json"),
        "signed_by": [f"{by} {key[:16]}" for by, key in bundle.signed_by],
        "items": dict(Counter(item.kind for item in bundle.items)),
        "slots": len(bundle.slots),
    }
