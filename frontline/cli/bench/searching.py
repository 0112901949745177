"""Search among very many records, beside the same index in unencrypted SQLite; and in sheets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from statistics import median, quantiles
from uuid import UUID

from frontline.cli.bench.measuring import Row, milliseconds, trial_post
from frontline.domain.cases import Case, Screening
from frontline.domain.findings import Band, Finding
from frontline.domain.identifiers import CaseCode, CaseId, InstrumentId, ScreeningId
from frontline.domain.identity import IdentitySheet
from frontline.domain.marks import mark
from frontline.services.desk import Desk
from frontline.services.identities import Identities
from frontline.services.installation import Installation
from frontline.services.search import MOST, Search, Vocabulary, wanted_of
from frontline.storage.search import expression
from frontline.storage.search_yardstick import index_of, plain_search, write_cases

RECORDS = 100_000
SHEETS = 2_500
FIELDS_IN_A_SHEET = 4
QUERIES = 200
_AGAIN = 5
_WORDS: Vocabulary = (
    ("Presumed victim of trafficking", mark("presumed")),
    ("Airport", mark("airport", "site")),
)
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def search_rows(installation: Installation) -> list[Row]:
    """Through the service, results made up; and the statement alone beside its peer."""
    with trial_post(installation) as post, post.desk() as desk:
        index = index_of(desk.vault)
        write_cases(index, _cases(desk, RECORDS))
        search, user = Search(desk), desk.session.user.id
        texts = list(_texts(QUERIES))
        # The first search brings in what was written since the last one.
        search.by_text(texts[0], _WORDS)
        whole = [milliseconds(partial(search.by_text, text, _WORDS)) for text in texts]
        ours, theirs = [], []
        with plain_search(post.folder.parent / "plain.db", index) as plain:
            for text in texts:
                wanted = wanted_of(text, _WORDS)
                asked = expression(wanted, user)
                ours.append(milliseconds(partial(index.find, wanted, user, MOST)))
                theirs.append(milliseconds(partial(plain.find, asked, MOST)))
    return [
        Row(
            "search.time",
            f"search in {RECORDS:,} records, 95th percentile",
            value=round(_percentile(whole), 3),
            unit="ms",
            budget=20,
            p50=round(median(whole), 3),
            worst=round(max(whole), 3),
            runs=len(whole),
            note=f"codes, starts of codes, words in common; {MOST} results made up",
        ),
        Row(
            "search.ratio",
            "the statement of the search",
            unit="x",
            budget=2.5,
            peer="the same index in unencrypted SQLite",
            peer_ms=round(median(theirs), 3),
            note=f"{median(ours):.3f} ms; locked memory, not encryption, is what it costs",
        ).of([mine / other for mine, other in zip(ours, theirs, strict=True)]),
    ]


def sheet_rows(installation: Installation) -> list[Row]:
    """Sealed sheets: opened for the first search of a session, and kept for those after."""
    with trial_post(installation) as post, post.desk() as desk:
        write_cases(index_of(desk.vault), _cases(desk, SHEETS))
        _seal_sheets(desk)
        search = Search(desk)

        def look() -> None:
            cases = search.begin_in_sheets("quetzal 77")
            search.look_in_sheets("quetzal 77", cases)

        first = milliseconds(look)
        again = [milliseconds(look) for _ in range(_AGAIN)]
    fields = f"{SHEETS * FIELDS_IN_A_SHEET:,} fields in {SHEETS:,} envelopes"
    return [
        Row("sheets.first", f"search in {fields}, all to be opened", unit="ms").of([first]),
        Row("sheets.again", f"search in {fields}, opened before", unit="ms").of(again),
    ]


def _cases(desk: Desk, count: int) -> Iterator[tuple[Case, Screening]]:
    (site,) = desk.vault.sites.sites()
    pack, user, now = desk.pack.pack, desk.session.user.id, desk.clock.now()
    instrument = InstrumentId(next(iter(pack.instruments)))
    bands = list(Band)
    for number in range(count):
        case = Case(CaseId(UUID(int=2 * number)), _code(number), site.id, now, user)
        yield (
            case,
            Screening(
                id=ScreeningId(UUID(int=2 * number + 1)),
                case=case.id,
                instrument=instrument,
                pack=pack.id,
                pack_version=pack.version,
                started_at=now,
                started_by=user,
                person_language="es",
                finding=Finding(bands[number % len(bands)], urgent=number % 10 == 0),
            ),
        )


def _code(number: int) -> CaseCode:
    """Spread as random ones are, and known beforehand."""
    spread, letters = number * 611_953_321 % len(_LETTERS) ** 8, []
    for _ in range(8):
        spread, letter = divmod(spread, len(_LETTERS))
        letters.append(_LETTERS[letter])
    return CaseCode("".join(letters[:4]) + "-" + "".join(letters[4:]))


def _texts(count: int) -> Iterator[str]:
    for number in range(count):
        code = _code(number * 499 % RECORDS)
        yield (code, code[:4], f"gate {code[:3]}", "presumed airport")[number % 4]


def _seal_sheets(desk: Desk) -> None:
    identities, vault = Identities(desk), desk.vault
    for number in range(SHEETS):
        case = vault.cases.case(CaseId(UUID(int=2 * number)))
        sheet = IdentitySheet(
            names=f"Invented Person {number} Quetzal",
            contact=f"+000 555 {number:07}",
            papers=f"PX {number:08}",
            notes="Told that the papers are with somebody else. " * 4,
        )
        identities.save(case, sheet)


def _percentile(samples: list[float]) -> float:
    return quantiles(samples, n=20)[-1]
