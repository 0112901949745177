"""Forms of exploitation that get their name after referrals came (S-008).

A pack says by which signs and means a form was found. The hub finds the referrals that have all of
them; a person decides which of these are named so. What was sent is never changed: the name stands
beside it, with the pack, the day and who decided.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, Engine, func, select

from frontline.domain.clock import Clock
from frontline.errors import BadInputError
from frontline.hub.database import lock_device, reading, writing
from frontline.hub.figure_tables import releases
from frontline.hub.name_tables import added_names
from frontline.hub.tables import referrals
from frontline.rules.definitions import PackDefinition
from frontline.rules.naming import named_later, names_for
from frontline.statistics.emerging import EmergingForm, described, emerging_forms
from frontline.statistics.facts import Named, with_names
from frontline.wire.ref_record import RefRecord, read_ref

_AT_ONCE = 500
# Also the exports wait for each other under this name: none may count half of a decision.
FIGURES = "figures"
_WHO = re.compile(r"[^\W_](?:[\w .,'/-]{0,62}[\w.])?")


@dataclass(frozen=True, slots=True)
class AddedName:
    """`named_at`: seconds since 1970. `counts_from`: the first release that counts it."""

    form: str
    pack: str
    version: int
    named_by: str
    named_at: int
    counts_from: int


class Held(NamedTuple):
    """A referral as it was sent, and what was added to its forms."""

    item: str
    record: RefRecord
    added: tuple[AddedName, ...]

    @property
    def named(self) -> RefRecord:
        return with_names(self.record, [each.form for each in self.added])

    @property
    def names(self) -> tuple[Named, ...]:
        return tuple(Named(each.form, each.counts_from) for each in self.added)


@dataclass(frozen=True, slots=True)
class Namable:
    """Referrals that may be named as a form of the pack, by their tokens."""

    pack: str
    version: int
    form: str
    described_as: tuple[str, ...]
    tokens: tuple[str, ...]


def held(connection: Connection) -> Iterator[Held]:
    """Every referral, in order of its item."""
    added = _added(connection)
    query = select(referrals.c.item, referrals.c.content).order_by(referrals.c.item)
    # Of the query, not of the connection: a server streams no statement that writes.
    for row in connection.execute(query.execution_options(yield_per=_AT_ONCE)):
        yield Held(row.item, read_ref(row.content.encode()), added.get(row.item, ()))


def added_forms(connection: Connection) -> frozenset[str]:
    """Every form that was ever added to a referral."""
    return frozenset(connection.scalars(select(added_names.c.form).distinct()))


class FormNames:
    """One transaction for each call. `rules`: the packs that posts were given."""

    def __init__(self, engine: Engine, clock: Clock, rules: Sequence[PackDefinition]) -> None:
        self._engine = engine
        self._clock = clock
        self._rules = rules

    def emerging(self) -> tuple[EmergingForm, ...]:
        """Without those that have a name by now."""
        with reading(self._engine) as connection:
            every = [each.named for each in held(connection)]
            return emerging_forms(every, added_forms(connection))

    def namable(self) -> tuple[Namable, ...]:
        """By form that was found among what had no name."""
        with reading(self._engine) as connection:
            every = list(held(connection))
        return tuple(
            Namable(
                pack.id,
                pack.version,
                form.code,
                tuple(sorted(form.described_as)),
                tuple(each.record.token for each in _found(every, pack, form.code)),
            )
            for pack in self._rules
            for form in named_later(pack)
        )

    def name(self, form: str, by: str, tokens: Collection[str] = ()) -> tuple[Held, ...]:
        """Add the form to the referrals that may be named so, or to those of `tokens` alone.

        Raises BadInputError where no pack has such a form, or one of the tokens may not be.
        """
        if not _WHO.fullmatch(by):
            raise BadInputError(reason="form-named-by")
        pack = self._pack_of(form)
        with writing(self._engine) as connection:
            lock_device(connection, FIGURES)
            may = {each.record.token: each for each in _found(held(connection), pack, form)}
            if not set(tokens) <= may.keys():
                raise BadInputError(reason="form-other-description", form=form)
            chosen = [may[token] for token in sorted(set(tokens) or may)]
            said: dict[str, str | int] = {
                "form": form,
                "pack": pack.id,
                "version": pack.version,
                "named_by": by,
            }
            self._add(connection, chosen, said)
            items = {each.item for each in chosen}
            return tuple(each for each in held(connection) if each.item in items)

    def listed(self) -> tuple[Held, ...]:
        """The referrals to which a form was added."""
        with reading(self._engine) as connection:
            return tuple(each for each in held(connection) if each.added)

    def _pack_of(self, form: str) -> PackDefinition:
        for pack in self._rules:
            if form in {each.code for each in named_later(pack)}:
                return pack
        raise BadInputError(reason="form-not-found-later", form=form)

    def _add(
        self, connection: Connection, chosen: Sequence[Held], said: Mapping[str, str | int]
    ) -> None:
        number = connection.scalar(select(func.max(added_names.c.number))) or 0
        last = connection.scalar(select(func.max(releases.c.number))) or 0
        at = int(self._clock.now().timestamp())
        rows = [
            {**said, "number": n, "item": each.item, "named_at": at, "counts_from": last + 1}
            for n, each in enumerate(chosen, number + 1)
        ]
        if rows:
            connection.execute(added_names.insert(), rows)


def _found(every: Iterable[Held], pack: PackDefinition, form: str) -> list[Held]:
    return [
        each for each in every if form in names_for(pack, described(each.record), each.named.forms)
    ]


def _added(connection: Connection) -> Mapping[str, tuple[AddedName, ...]]:
    found: dict[str, tuple[AddedName, ...]] = defaultdict(tuple)
    for row in connection.execute(select(added_names).order_by(added_names.c.number)):
        name = AddedName(
            row.form, row.pack, row.version, row.named_by, row.named_at, row.counts_from
        )
        found[row.item] += (name,)
    return found
