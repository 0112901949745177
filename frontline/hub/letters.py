"""Letters to posts: answers of services, kept in the register and laid out in the mailroom.

The register has the answer first; a letter that did not reach the mailroom is laid out the next
time the processor works.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, func, select

from frontline.domain.clock import Clock
from frontline.errors_of_figures import AnswerRefusedError
from frontline.hub.answer_tables import given_answers, letters
from frontline.hub.database import lock_device, reading, writing
from frontline.hub.tables import referrals
from frontline.wire.letter import LetterAnswer


@dataclass(frozen=True, slots=True)
class StoredLetter:
    device: str
    number: int
    content: bytes = field(repr=False)


# Writes and signs the letter with this number to this device.
SignLetter = Callable[[str, int], bytes]


class AnswerBook:
    """The register's side."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def item_of(self, token: str) -> str:
        """The item of the referral with this token. Raises AnswerRefusedError."""
        query = select(referrals.c.item).where(referrals.c.token == token)
        with reading(self._engine) as connection:
            items = connection.scalars(query).all()
        if len(items) != 1:
            raise AnswerRefusedError(reason="unknown-referral")
        return str(items[0])

    def give(self, said: LetterAnswer, sign: SignLetter) -> StoredLetter:
        """Keep an answer with its letter. Raises AnswerRefusedError for an unknown item."""
        with writing(self._engine) as connection:
            device = connection.scalar(
                select(referrals.c.device).where(referrals.c.item == said.item)
            )
            if device is None:
                raise AnswerRefusedError(reason="unknown-referral")
            lock_device(connection, device)
            letter = _numbered(connection, device, sign)
            connection.execute(
                given_answers.insert().values(
                    device=device,
                    number=letter.number,
                    item=said.item,
                    outcome=said.outcome.value,
                    reason=said.reason.value if said.reason is not None else None,
                    contact_on=said.contact_on.isoformat() if said.contact_on else None,
                    given_at=int(self._clock.now().timestamp()),
                    letter=letter.content,
                )
            )
            return letter

    def written(self) -> frozenset[tuple[str, int]]:
        with reading(self._engine) as connection:
            rows = connection.execute(select(given_answers.c.device, given_answers.c.number))
            return frozenset((row.device, row.number) for row in rows)

    def letter(self, device: str, number: int) -> StoredLetter:
        """One of `written`."""
        query = select(given_answers.c.letter).where(
            given_answers.c.device == device, given_answers.c.number == number
        )
        with reading(self._engine) as connection:
            return StoredLetter(device, number, connection.scalars(query).one())


class LetterBox:
    """The mailroom's side."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def lay_out(self, letter: StoredLetter) -> None:
        """Harmless when repeated."""
        with writing(self._engine) as connection:
            lock_device(connection, letter.device)
            held = connection.scalar(
                select(letters.c.number).where(
                    letters.c.device == letter.device, letters.c.number == letter.number
                )
            )
            if held is None:
                connection.execute(
                    letters.insert().values(
                        device=letter.device, number=letter.number, content=letter.content
                    )
                )

    def letters(self, device: str, after: int, limit: int) -> tuple[StoredLetter, ...]:
        query = (
            select(letters)
            .where(letters.c.device == device, letters.c.number > after)
            .order_by(letters.c.number)
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return tuple(
                StoredLetter(row.device, row.number, row.content)
                for row in connection.execute(query)
            )

    def laid_out(self) -> frozenset[tuple[str, int]]:
        with reading(self._engine) as connection:
            rows = connection.execute(select(letters.c.device, letters.c.number))
            return frozenset((row.device, row.number) for row in rows)


def lay_out_all(book: AnswerBook, box: LetterBox) -> None:
    """What was written and did not get into the mailroom, or was lost from it."""
    for device, number in sorted(book.written() - box.laid_out()):
        box.lay_out(book.letter(device, number))


def _numbered(connection: Connection, device: str, sign: SignLetter) -> StoredLetter:
    last = connection.scalar(
        select(func.max(given_answers.c.number)).where(given_answers.c.device == device)
    )
    number = (last or 0) + 1
    return StoredLetter(device, number, sign(device, number))
