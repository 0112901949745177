"""Saving an answer beside the barest durable insert, and the audit chain of a busy post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from statistics import median

from frontline.cli.bench.measuring import Row, milliseconds, trial_post
from frontline.cli.trial_post import OFFICER, TrialPost, an_answer, largest_instrument
from frontline.crypto.passphrase import Hardness, unwrap_secret, wrap_secret
from frontline.domain.answers import AnswerEvent, AnswerValue
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import AnswerEventId, QuestionId
from frontline.services.desk import Desk
from frontline.services.installation import Installation
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.storage.yardstick import BareTable, bare_table, bare_table_of_driver

SESSIONS = 10
IN_A_SESSION = 8
BLOCKS = 60
IN_A_BLOCK = 25
# Until both logs are as long as they get, and are written over from their beginning.
_ROUND = 40
ENTRIES = 100_000
_IN_A_CASE = 100
CHECKS = 5
_DERIVATIONS = 3
_LABEL = "bench"
_BARE = "INSERT and commit, unencrypted SQLite, same journal settings"


def save_rows(installation: Installation) -> list[Row]:
    """One answer through the service, audit entry included, and bare inserts taking turns."""
    with trial_post(installation) as post:
        with post.desk():
            pass  # The documents are in the vault from now on, as on any other day.
        sessions = [_session(post, number) for number in range(SESSIONS)]
        blocks = _long_session(post)
    return [
        _saved(
            "save", f"in {SESSIONS} sessions", [each for session in sessions for each in session]
        ),
        _saved("save.long", "after a thousand others in one session", blocks),
        _beside_the_driver(blocks),
    ]


def _session(post: TrialPost, number: int) -> list[tuple[float, ...]]:
    """What an officer's day is: both databases are opened, and take a few talks."""
    path = post.folder.parent / f"bare-{number}.db"
    with post.desk() as desk, bare_table(path) as bare:
        return [_block(desk, (bare,)) for _ in range(IN_A_SESSION)]


def _long_session(post: TrialPost) -> list[tuple[float, ...]]:
    folder = post.folder.parent
    with (
        post.desk() as desk,
        bare_table(folder / "bare.db") as bare,
        bare_table_of_driver(folder / "driver.db") as driver,
    ):
        return [_block(desk, (bare, driver)) for _ in range(_ROUND + BLOCKS)][_ROUND:]


def _saved(name: str, when: str, blocks: Sequence[tuple[float, ...]]) -> Row:
    own, peer = (median(times[at] for times in blocks) for at in range(2))
    return Row(
        name,
        f"durable save of one answer, {when}",
        unit="x",
        budget=2.0,
        peer=_BARE,
        peer_ms=round(peer, 3),
        note=f"{own:.3f} ms; {len(blocks)} blocks of {IN_A_BLOCK} taking turns",
    ).of([times[0] / times[1] for times in blocks])


def _beside_the_driver(blocks: Sequence[tuple[float, ...]]) -> Row:
    return Row(
        "save.driver",
        "as save.long, beside the same driver",
        unit="x",
        peer=f"{_BARE}, the vault's driver without a key",
        peer_ms=round(median(driver for _ours, _theirs, driver in blocks), 3),
        note="what is left is the cipher, the entry and the program",
    ).of([ours / driver for ours, _theirs, driver in blocks])


def audit_rows(installation: Installation) -> list[Row]:
    """Going through the chain, and signing in with it, once the key is derived."""
    with trial_post(installation) as post:
        with post.desk() as desk:
            fill_chain(desk, ENTRIES)
            verified = [milliseconds(desk.vault.audit.verify) for _ in range(CHECKS)]
            count = desk.vault.audit.head().count
        derivation = derivation_ms(desk)
        signed_in = [_sign_in_ms(post) - derivation for _ in range(CHECKS)]
    return [
        Row(
            "audit.verify",
            f"verification of {ENTRIES:,} entries",
            unit="ms",
            budget=2000,
            note=f"{count:,} entries in the chain",
        ).of(verified),
        Row(
            "audit.sign-in",
            f"sign-in with a check of {ENTRIES:,} entries, key derivation left out",
            unit="ms",
            budget=1500,
            note=f"key derivation {derivation:.0f} ms",
        ).of(signed_in),
    ]


def fill_chain(desk: Desk, entries: int) -> None:
    """As if that many answers had been given, each with its entry."""
    service, clock, chance = ScreeningService(desk), desk.clock, desk.chance
    for start in range(0, entries, _IN_A_CASE):
        table = _screening(desk, service)
        deed = desk.deed(DeedKind.ANSWERS_RECORDED, table.screening.id)
        answers = _answers(table)
        for number in range(min(_IN_A_CASE, entries - start)):
            question, value = answers[number % len(answers)]
            event = AnswerEvent(
                id=AnswerEventId(chance.uuid()),
                screening=table.screening.id,
                sequence=number + 1,
                question=question,
                value=value,
                answered_at=clock.now(),
                answered_by=desk.session.user.id,
            )
            desk.vault.cases.append_answers(table.screening.id, (event,), question, deed)


def derivation_ms(desk: Desk) -> float:
    """What a key costs at the hardness of every post."""
    entropy = desk.chance.token(28)
    slot = wrap_secret(b"secret", OFFICER.passphrase, _LABEL, entropy, Hardness())
    return median(
        milliseconds(lambda: unwrap_secret(slot, OFFICER.passphrase, _LABEL))
        for _ in range(_DERIVATIONS)
    )


def _sign_in_ms(post: TrialPost) -> float:
    keeper, opened = post.keeper, []

    def sign_in() -> None:
        vault, _session = keeper.sign_in(OFFICER.name, OFFICER.passphrase)
        opened.append(vault)
        vault.audit.verify()

    taken = milliseconds(sign_in)
    opened[0].close()
    return taken


def _screening(desk: Desk, service: ScreeningService) -> OpenScreening:
    (site,) = desk.vault.sites.sites()
    return service.start(largest_instrument(desk.pack.pack).id, site.id, "es")


def _answers(table: OpenScreening) -> list[tuple[QuestionId, AnswerValue]]:
    """One for each question of the instrument."""
    compiled = table.interview.compiled
    names = [item.question for item in table.interview.instrument.items]
    return [
        (name, an_answer(compiled.questions[compiled.index(name)], number))
        for number, name in enumerate(names)
    ]


def _block(desk: Desk, bare: Sequence[BareTable]) -> tuple[float, ...]:
    """Milliseconds for an answer of a screening, and for a bare insert of the same row in each
    table; the medians of a block."""
    service = ScreeningService(desk)
    table = _screening(desk, service)
    given = _answers(table)[:IN_A_BLOCK]
    ours = [milliseconds(partial(service.answer, table, *each)) for each in given]
    theirs = [[milliseconds(partial(each.insert, row)) for row in _rows(table)] for each in bare]
    return tuple(map(median, (ours, *theirs)))


def _rows(table: OpenScreening) -> Iterator[tuple[bytes | str | int | None, ...]]:
    """The answers as they lie in the vault's table."""
    for event in table.log:
        yield (
            table.case.id.bytes,
            event.sequence,
            event.id.bytes,
            event.screening.bytes,
            event.question,
            str(event.value),
            int(event.answered_at.timestamp() * 1_000_000),
            event.answered_by.bytes,
            event.replaces.bytes if event.replaces else None,
            event.question,
        )
