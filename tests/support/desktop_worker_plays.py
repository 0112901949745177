"""What is done in processes that will be killed: run as `python -m`, see desktop_worker."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from frontline.domain.answer_json import answer_from_json, answer_to_json
from frontline.domain.identifiers import QuestionId
from frontline.services.chance import SystemChance
from frontline.services.desk import Desk
from frontline.services.interview_state import interview_state
from frontline.services.outbox import Outbox
from frontline.services.roads import Transport
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.sync.folder import FolderTransport
from frontline.sync.https import HttpsRoad, HttpsTransport
from tests.support.desktop_worker import say
from tests.support.desktop_worker_desk import TALK, at_the_desk, check_whole, resumed
from tests.support.desktop_worker_lock import lock_for_real, lock_in_name_only
from tests.support.desktop_worker_pages import answer_pages, boast_at_pages

Script = Mapping[str, Any]


def answer_some(root: Path, script: Script, count: int, pause: str) -> None:
    """Answer the next `count` questions of the interview; each answer is told, and each question
    that is shown.

    Stops to be killed after the last "saved", or after the "shown" that follows, as `pause` says.
    """
    with at_the_desk(root / "post") as desk:
        check_whole(desk)
        service, table = ScreeningService(desk), _table(desk)
        _say_shown(table)
        state = interview_state(table)
        if state.position in state.values and state.after is not None:
            service.move_to(table, state.after)
        for left in reversed(range(count)):
            question = interview_state(table).position or QuestionId("")
            service.answer(table, question, answer_from_json(script[question]))
            say("saved", question, script[question])
            if left == 0 and pause == "saved":
                signal.pause()
            service.move_to(table, interview_state(table).after or question)
            _say_shown(table)
        signal.pause()


def boast_of_one(root: Path, script: Script) -> None:
    """Says that an answer is kept before it is: what a test must notice."""
    with at_the_desk(root / "post") as desk:
        table = _table(desk)
        _say_shown(table)
        question = str(table.screening.position)
        say("saved", question, script[question])
        signal.pause()


def _table(desk: Desk) -> OpenScreening:
    service = ScreeningService(desk)
    if service.unfinished():
        return resumed(desk)
    return service.start(TALK, desk.vault.sites.sites()[0].id, "es")


def _say_shown(table: OpenScreening) -> None:
    answers = {q: answer_to_json(value) for q, value in interview_state(table).values.items()}
    say("shown", interview_state(table).position, answers)


def send_by_network(root: Path) -> None:
    _send(root, HttpsTransport(HttpsRoad(SystemChance(), time.sleep)))


def send_by_stick(root: Path) -> None:
    _send(root, FolderTransport(root / "stick"))


def send_by_stick_in_place(root: Path) -> None:
    """Writes under the bundle's own name from the first byte on: what a test must notice."""

    def put_in_place(folder: Path, name: str, content: bytes) -> None:
        (folder / name).write_bytes(content[: len(content) // 2])
        say("half")
        signal.pause()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("frontline.sync.folder.put_whole", put_in_place)
        send_by_stick(root)


def _send(root: Path, road: Transport) -> None:
    """Seal, carry, take in receipts: all at once, and told at the end."""
    with at_the_desk(root / "post") as desk:
        check_whole(desk)
        outbox = Outbox(desk)
        say("signed-in")
        parcels = outbox.seal_waiting()
        if parcels:
            outbox.note_delivery(road.carry(parcels, outbox.hub()))


PLAYS: Mapping[str, Callable[..., None]] = {
    "answer-some": answer_some,
    "boast-of-one": boast_of_one,
    "answer-pages": answer_pages,
    "boast-at-pages": boast_at_pages,
    "lock-for-real": lock_for_real,
    "lock-in-name-only": lock_in_name_only,
    "send-by-network": send_by_network,
    "send-by-stick": send_by_stick,
    "send-by-stick-in-place": send_by_stick_in_place,
}


def _perform(play: str, root: str, *given: Any) -> None:
    say("process", os.getpid())
    try:
        PLAYS[play](Path(root), *given)
    except BaseException:  # noqa: BLE001 -- the tests hear of it, whatever it is
        say("failed", traceback.format_exc())
    say("done")
    # Whoever ordered the play ends it.
    while True:
        signal.pause()


def _main() -> None:
    playing = 0
    for line in sys.stdin:
        order = json.loads(line)
        if order[0] == "bury":
            os.waitpid(playing, 0)
            say("buried")
            continue
        playing = os.fork()
        if playing == 0:
            _perform(*order)


if __name__ == "__main__":
    _main()
