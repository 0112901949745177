"""frontline hub answer: what a service said to a referral, on its way to the post."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

import typer

from frontline.cli.hub_options import Data, Server, hub_desk
from frontline.cli.printing import refusals
from frontline.domain.service_answers import Outcome, RefusalReason
from frontline.errors_of_figures import AnswerRefusedError

_TOKEN = re.compile(r"[0-9a-f]{32}")


def answer(
    token: Annotated[str, typer.Argument(help="The referral's token, as the service has it.")],
    outcome: Annotated[Outcome, typer.Option("--outcome", help="What the service said.")],
    data: Data,
    server: Server = None,
    reason: Annotated[
        RefusalReason | None, typer.Option("--reason", help="Why it was refused.")
    ] = None,
    contact_on: Annotated[
        str, typer.Option("--contact-on", help="Day the service sees the person, as 2026-12-01.")
    ] = "",
) -> None:
    """Keep a service's answer and lay out the letter that brings it to the post."""
    with refusals():
        if not _TOKEN.fullmatch(token):
            raise AnswerRefusedError(reason="unknown-referral")
        letter = hub_desk(data, server).answer(token, outcome, reason, _day(contact_on))
        typer.echo(f"letter {letter.number} to {letter.device}")


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise AnswerRefusedError(reason="no-date") from error
