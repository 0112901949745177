"""What a hub tells of the referrals it holds: released statistics, and records made coarse.

Everything is made and remembered in one transaction, so that two exports at once cannot each be
safe alone and not together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from frontline.domain.clock import Clock
from frontline.hub.database import lock_device, reading, writing
from frontline.hub.figure_tables import exported_records, released_referrals, releases
from frontline.hub.impact import FromPost, HubImpact, impact_of
from frontline.hub.naming import FIGURES, held
from frontline.hub.tables import referrals
from frontline.statistics.facts import FactReader
from frontline.statistics.publication import StatFile, publish, read_stat, released, write_stat
from frontline.statistics.record_level import CodedPerson, coded, on_rung, rungs
from frontline.statistics.releases import make_release
from frontline.statistics.tables import Dated, Dimensions, Extent
from frontline.statistics.traveller_mix import TravellerMix
from frontline.wire.ref_record import read_ref

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class CodedRecords:
    """`withheld`: referrals that fewer than a group would share, on any rung."""

    people: tuple[CodedPerson, ...]
    withheld: int


class Figures:
    def __init__(self, engine: Engine, clock: Clock, hub: str) -> None:
        self._engine = engine
        self._clock = clock
        self._hub = hub

    def release(self, tables: Sequence[Dimensions], first: str, last: str) -> StatFile:
        """Make a release and remember it. Raises ReleaseRefusedError, and nothing is remembered."""
        with writing(self._engine) as connection:
            lock_device(connection, FIGURES)
            log = _log(connection)
            extent = Extent(log[-1].release + 1 if log else 1, first, last)
            facts, packs, new = _facts(connection, extent.release)
            release = make_release(facts, tables, extent, [released(each) for each in log])
            file = publish(release, self._hub, self._month(), sorted(packs))
            self._remember(connection, file, new)
            return file

    def log(self) -> tuple[StatFile, ...]:
        """Every release so far, in order."""
        with reading(self._engine) as connection:
            return _log(connection)

    def impact(self, mix: TravellerMix | None, first: str, last: str) -> HubImpact:
        """Months as "2026-11", both included."""
        with reading(self._engine) as connection:
            sent = _from_posts(connection)
            return impact_of((each for each in sent if first <= each.record.month <= last), mix)

    def coded(self) -> CodedRecords:
        """The records that may be given out one by one, as they were sent, and remember which they
        were. A name that was added later would tell one from those who were given out alike."""
        with writing(self._engine) as connection:
            lock_device(connection, FIGURES)
            given = {row.item: row.rung for row in connection.execute(select(exported_records))}
            people = {each.item: coded(each.record) for each in held(connection)}
            new = rungs({item: p for item, p in people.items() if item not in given})
            at = int(self._clock.now().timestamp())
            rows = [{"item": item, "rung": n, "exported_at": at} for item, n in new.items()]
            if rows:
                connection.execute(exported_records.insert(), rows)
            given |= new
            told = tuple(on_rung(people[item], rung) for item, rung in given.items())
            return CodedRecords(told, len(people) - len(told))

    def _remember(self, connection: Connection, file: StatFile, new: Sequence[str]) -> None:
        at = int(self._clock.now().timestamp())
        content = write_stat(file).decode()
        connection.execute(
            releases.insert().values(number=file.release, made_at=at, content=content)
        )
        rows = [{"item": item, "release": file.release} for item in new]
        if rows:
            connection.execute(released_referrals.insert(), rows)

    def _month(self) -> str:
        now = self._clock.now()
        return f"{now.year:04d}-{now.month:02d}"


def _log(connection: Connection) -> tuple[StatFile, ...]:
    query = select(releases.c.content).order_by(releases.c.number)
    return tuple(read_stat(content.encode()) for content in connection.scalars(query))


def _facts(connection: Connection, release: int) -> tuple[list[Dated], set[str], tuple[str, ...]]:
    """Everybody, the rule packs they were screened with, and the items no release had yet."""
    since = {row.item: row.release for row in connection.execute(select(released_referrals))}
    reader, facts = FactReader(), list[Dated]()
    packs: set[str] = set()
    new: list[str] = []
    for each in held(connection):
        if each.item not in since:
            new.append(each.item)
        first = since.get(each.item, release)
        facts.append(Dated(reader.read(each.record, each.names, first), first))
        packs.add(f"{each.record.pack} {each.record.pack_version}")
        packs.update(f"{name.pack} {name.version}" for name in each.added)
    return facts, packs, tuple(new)


def _from_posts(connection: Connection) -> Iterator[FromPost]:
    query = select(referrals.c.device, referrals.c.content).order_by(referrals.c.item)
    for row in connection.execute(query.execution_options(yield_per=_AT_ONCE)):
        yield FromPost(row.device, read_ref(row.content.encode()))
