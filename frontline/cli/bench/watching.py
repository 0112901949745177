"""The desktop itself, played offscreen: usable after the passphrase, panic key, memory.

It is handed in, because nothing here may load Qt.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Timer
from typing import Protocol

from frontline.cli.bench.measuring import Row, resident_megabytes, trial_post
from frontline.cli.bench.saving import derivation_ms
from frontline.cli.bench.starting import is_frozen
from frontline.cli.trial_post import OFFICER, TrialPost, an_answer, largest_instrument
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import AnswerEventId, CaseCode, CaseId, ScreeningId
from frontline.domain.rights import RightsLine, RightsSaid
from frontline.errors import BadInputError, StorageUnwritableError
from frontline.rules.definitions import Mode
from frontline.screening.assessment import bounds_of
from frontline.services.child_protection import ChildProtection
from frontline.services.desk import Desk
from frontline.services.installation import Installation
from frontline.services.rights_checklist import RightsChecklist
from frontline.services.screenings import ScreeningService

RUNS = 7
RECORDS = 10_000
ANSWERS = 10
PATIENCE_S = 120


class Watched(Protocol):
    """One start of the desktop on a post's folder. See frontline/app/watched.py."""

    def sign_in(self, name: str, passphrase: str) -> float: ...

    def open_screening(self) -> None: ...

    def open_talk(self, instrument: str) -> None: ...

    def answer_next(self) -> float | None: ...

    def hide(self) -> float: ...

    def hide_from_dialog(self) -> float: ...

    def close(self) -> None: ...


Watch = Callable[[Installation, Path], Watched]


def desktop_rows(installation: Installation, watch: Watch) -> list[Row]:
    usable, hidden, hidden_from_dialog = [], [], []
    with trial_post(installation) as post:
        with post.desk() as desk:
            derivation = derivation_ms(desk)
            instrument = _longest_talk(desk)
        for run in range(2 * RUNS):
            desktop = watch(installation, post.folder)
            usable.append(desktop.sign_in(OFFICER.name, OFFICER.passphrase) - derivation)
            desktop.open_screening()
            if run % 2:
                hidden_from_dialog.append(desktop.hide_from_dialog())
            else:
                hidden.append(desktop.hide())
            desktop.close()
        moved = list(_moved_on(watch(installation, post.folder), instrument))
    return [
        Row(
            "desktop.usable",
            "from the passphrase to the home page, key derivation left out",
            unit="ms",
            budget=800,
            note=f"key derivation {derivation:.0f} ms",
        ).of(usable),
        replace(
            Row(
                "desktop.question",
                "from an answer to the next question, painted, the answer stored, 99th percentile",
                unit="ms",
                budget=50,
            ).of(moved),
            value=round(sorted(moved)[int(len(moved) * 0.99)], 3),
        ),
        Row("desktop.panic", "from the panic key to the neutral cover", unit="ms", budget=150).of(
            hidden
        ),
        Row(
            "desktop.panic-in-dialog",
            "the same with a dialog open",
            unit="ms",
            budget=150,
        ).of(hidden_from_dialog),
    ]


def _longest_talk(desk: Desk) -> str:
    """Of those an officer at this post leads question by question."""
    role = desk.session.user.official
    led = [
        each
        for each in desk.pack.pack.instruments.values()
        if each.mode is Mode.GUIDED and role in each.roles
    ]
    return max(led, key=lambda instrument: len(instrument.items)).id


def _moved_on(desktop: Watched, instrument: str) -> Iterator[float]:
    """Milliseconds for each question of a talk."""
    desktop.sign_in(OFFICER.name, OFFICER.passphrase)
    desktop.open_talk(instrument)
    yield from iter(desktop.answer_next, None)
    desktop.hide()
    desktop.close()


def memory_rows(installation: Installation) -> list[Row]:
    """What the desktop holds with a large vault and a screening open. Once, in a process that has
    nothing of the bench's; a frozen app can be asked for no such process."""
    if resident_megabytes() is None or is_frozen():
        return []
    with trial_post(installation) as post:
        _in_another_process(partial(_fill, post))
        held = _held_by_desktop(post.folder)
    return [
        Row(
            "memory",
            f"memory with {RECORDS:,} records in the vault and a screening open",
            value=held,
            unit="MB",
            budget=150,
            runs=1,
        )
    ]


def _held_by_desktop(folder: Path) -> float | None:
    """Raises BadInputError where it does not come to a screening."""
    command = [sys.executable, "-m", "frontline.app.held", str(folder), OFFICER.name]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as desktop:
        # A dialog that nobody answers would keep it for ever.
        patience = Timer(PATIENCE_S, desktop.kill)
        patience.start()
        try:
            if desktop.stdin is None or desktop.stdout is None:
                return None
            desktop.stdin.write(f"{OFFICER.passphrase}\n")
            desktop.stdin.flush()
            if not desktop.stdout.readline():
                raise BadInputError(reason="nothing-opened")
            held = resident_megabytes(desktop.pid)
            desktop.stdin.close()
            desktop.wait()
            return held
        finally:
            patience.cancel()


def _fill(post: TrialPost) -> None:
    """Closed screenings, each of its own case."""
    with post.desk() as desk:
        _add_records(desk)


def _in_another_process(work: Callable[[], None]) -> None:
    """So that what it needs of memory goes with it. Raises StorageUnwritableError."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    if os.waitpid(child, 0)[1] != 0:
        raise StorageUnwritableError(reason="bench")


def _add_records(desk: Desk) -> None:
    """One screening is led; the others are like it, under other names."""
    service, chance, cases = ScreeningService(desk), desk.chance, desk.vault.cases
    (site,) = desk.vault.sites.sites()
    instrument = largest_instrument(desk.pack.pack)
    table = service.start(instrument.id, site.id, "es")
    compiled, opened = table.interview.compiled, table.screening
    for number, item in enumerate(instrument.items[:ANSWERS]):
        question = compiled.questions[compiled.index(item.question)]
        service.answer(table, question.id, an_answer(question, number))
    finding = bounds_of(table.interview).finding
    ChildProtection(desk).tell(table.case)
    checklist = RightsChecklist(desk)
    for line in RightsLine:
        checklist.say(table, line, RightsSaid.GIVEN)
    service.close(table)
    for _ in range(RECORDS - 1):
        case = replace(
            table.case, id=CaseId(chance.uuid()), code=CaseCode(chance.token(4).hex().upper())
        )
        screening = replace(opened, id=ScreeningId(chance.uuid()), case=case.id)
        events = [
            replace(event, id=AnswerEventId(chance.uuid()), screening=screening.id)
            for event in table.log
        ]
        deed = desk.deed(DeedKind.SCREENING_CLOSED, screening.id)
        cases.add_case(case, screening, deed)
        cases.append_answers(screening.id, events, events[-1].question, deed)
        cases.close_screening(screening.id, desk.clock.now(), finding, deed)
