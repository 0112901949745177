"""frontline hub enroll, revoke and posts: whose bundles a hub takes."""

# ruff: noqa: PLC0415 -- the database is loaded by the commands that need it

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontline.cli.hub_options import AsJson, Data, Server, hub_desk
from frontline.cli.printing import print_json, refusals
from frontline.errors import BadInputError
from frontline.wire.cards import MAX_CARD, DeviceCard, read_card
from frontline.wire.stick import read_at_most

if TYPE_CHECKING:
    from frontline.hub.posts import PostView

_Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def enroll(
    card: Annotated[
        Path, typer.Argument(help="Device card of the post.", exists=True, dir_okay=False)
    ],
    data: Data,
    server: Server = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="The fingerprint was compared; do not ask.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Take bundles of a post from now on. Its fingerprint is compared with the post first."""
    with refusals():
        found = read_card(read_at_most(card, MAX_CARD), DeviceCard)
        supervisors = len(found.supervisor_keys)
        if not as_json:
            typer.echo(f"device       {found.device}")
            typer.echo(f"supervisors  {supervisors}")
            typer.echo(f"fingerprint  {found.fingerprint}")
        if not yes and not typer.confirm("Does the post show the same fingerprint?", err=as_json):
            raise BadInputError(reason="fingerprint-differs")
        hub_desk(data, server).enrol(found)
        if as_json:
            facts = {"device": found.device, "supervisors": supervisors}
            print_json({**facts, "fingerprint": found.fingerprint})
        else:
            typer.echo("enrolled")


def revoke(
    device: Annotated[str, typer.Argument(help="The post's name, as `hub posts` has it.")],
    reason: Annotated[
        str, typer.Option("--reason", help="lost, stolen, seized, broken or replaced.")
    ],
    lost_on: Annotated[
        str, typer.Option("--lost-on", help="Day since when, as YYYY-MM-DD: the last safe day's.")
    ],
    data: Data,
    server: Server = None,
    yes: _Yes = False,
) -> None:
    """Take nothing from a lost machine any more. What it sent before stays. There is no way back:
    a machine that is found again is set up anew."""
    from frontline.hub.revocation import LossReason

    with refusals():
        try:
            why, day = LossReason(reason), date.fromisoformat(lost_on)
        except ValueError as error:
            is_day = reason in set(LossReason)
            raise BadInputError(reason="lost-on" if is_day else "loss-reason") from error
        question = f"Take nothing from {device} any more, for good?"
        if not yes and not typer.confirm(question):
            raise BadInputError(reason="not-confirmed")
        desk = hub_desk(data, server)
        desk.revoke(device, why, day)
        (row,) = (each for each in desk.posts() if each.post.device == device)
        typer.echo(f"revoked: {why} since {day}; {row.post.since_loss} bundles came since then")


def posts(data: Data, server: Server = None, as_json: AsJson = False) -> None:
    """Every post: when it was heard of, what is missing of it, and whether it was revoked."""
    with refusals():
        found = hub_desk(data, server).posts()
        if as_json:
            print_json([_facts(each) for each in found])
            return
        for each in found:
            typer.echo(f"{each.post.device:24} {_in_words(each)}")


def _facts(view: PostView) -> dict[str, Any]:
    post = view.post
    return {
        **asdict(post),
        "enrolled_at": _moment(post.enrolled_at),
        "last_received_at": _moment(post.last_received_at),
        "gap_since": _moment(post.gap_since),
        "lost_on": None if post.lost_on is None else post.lost_on.isoformat(),
        "audit_breaks": view.audit_breaks,
        "audit_breaks_open": view.audit_breaks_open,
    }


def _moment(seconds: int | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()


def _in_words(view: PostView) -> str:
    """What the post sent, then whatever somebody has to look at."""
    post = view.post
    parts = [f"{post.highest - post.missing} bundles"]
    if post.last_received_at is not None:
        parts.append(f"last {(_moment(post.last_received_at) or '')[:10]}")
    if post.waiting:
        parts.append(f"{post.waiting} waiting")
    if post.missing:
        parts.append(f"{post.missing} MISSING since {(_moment(post.gap_since) or '')[:10]}")
    if post.forks:
        parts.append(f"{post.forks} FORKS")
    if view.audit_breaks:
        parts.append(f"{view.audit_breaks} AUDIT BREAKS ({view.audit_breaks_open} open)")
    if post.revoked is not None:
        parts.append(f"REVOKED {post.revoked} since {post.lost_on} ({post.since_loss} came after)")
    return ", ".join(parts)
