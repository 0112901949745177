"""The full-text index over what does not identify anybody: codes, places, questionnaires, findings.

It is derived: everything in it can be made again from the tables, which the audit chain vouches
for. So no entry vouches for the index itself; triggers keep it, `prepare` makes it anew where its
definition is not this one, and SqlSearchStore.check compares it with the tables after a sign-in and
puts right what differs. No migration knows of it for the same reason.

Of one case there is one text: what is written as it is, and codes as frontline/domain/marks.py
spells them. Its row has the case's number below zero, so that going up finds the newest first:
locked memory makes going down a hundred times slower (measured), and starts of words that are not
indexed ten times.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text

from frontline.domain.marks import PREFIX
from frontline.storage.database import VaultDatabase

SEARCH_TABLE = (
    "CREATE VIRTUAL TABLE search USING fts5(words, prefix='2 3 4', "
    'tokenize="unicode61 remove_diacritics 2")'
)


def _squeezed(expression: str) -> str:
    return f"lower(replace(replace({expression}, '_', ''), '-', ''))"


def _of_case(expression: str, table: str, condition: str = "") -> str:
    """` a b c`, nothing where there is none. In the order of the table's index, which is always
    the same; to sort would take ten times as long."""
    return (
        f"coalesce((SELECT group_concat(' ' || {expression}, '') FROM {table} "  # noqa: S608
        f"WHERE case_id = cases.id{condition}), '')"
    )


_WORDS = (
    "cases.code || ' ' || replace(cases.code, '-', '') || ' ' || coalesce(sites.label, '')"
    f" || {_of_case('token', 'referrals')}"
)
# A finding is JSON, of which the index leaves out all but letters and digits: each code in it
# becomes a word by itself, and whether it is urgent `true` or `false`.
_SCREENING = f"'{PREFIX}instrument' || {_squeezed('instrument')} || ' ' || " + _squeezed(
    f"replace(replace(coalesce(finding, ''), '\"', ' {PREFIX}'), ': ', ' {PREFIX}')"
)
# One that was taken back is found as well: it is in the case's history.
_NAMED = f"'{PREFIX}' || " + _squeezed("form")
_MARKS = " || ".join(
    (
        f"'{PREFIX}user' || lower(hex(coalesce(case_owners.user_id, cases.opened_by)))",
        _of_case(f"'{PREFIX}user' || lower(hex(user_id))", "shares", " AND ended IS NULL"),
        f"' {PREFIX}site' || " + _squeezed("coalesce(sites.kind, '')"),
        _of_case(_SCREENING, "screenings"),
        _of_case(_NAMED, "namings"),
    )
)
_VIEW = (
    f"CREATE VIEW search_rows AS SELECT cases.number AS number, {_WORDS} || ' ' || {_MARKS} "  # noqa: S608
    "AS words FROM cases LEFT JOIN sites ON sites.id = cases.site_id "
    "LEFT JOIN case_owners ON case_owners.case_id = cases.id"
)
# Cases whose entry is behind. To write the entry itself with each change would cost every one of
# them the time to put this whole view together, forty milliseconds (measured).
_DUE = "CREATE TABLE search_due (number INTEGER PRIMARY KEY) STRICT"
_CASE_OF = {
    "new": "SELECT number FROM cases WHERE id = new.case_id",
    "old": "SELECT number FROM cases WHERE id = old.case_id",
}
_CHANGES = (
    ("cases", "INSERT", "SELECT new.number AS number"),
    ("screenings", "INSERT", _CASE_OF["new"]),
    ("screenings", "UPDATE OF finding", _CASE_OF["new"]),
    *(
        (table, verb, _CASE_OF[row])
        for table in ("referrals", "shares", "case_owners", "namings")
        for verb, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old"))
    ),
)


def _triggers() -> dict[str, str]:
    # What is deleted must be gone at once.
    found = {
        "search_cases_delete": "CREATE TRIGGER search_cases_delete AFTER DELETE ON cases BEGIN "
        "DELETE FROM search WHERE rowid = -old.number; END"
    }
    for table, verb, numbers in _CHANGES:
        # Not OR IGNORE: the conflict clause of the statement that fires a trigger overrides it.
        name = f"search_{table}_{verb.split()[0].lower()}"
        found[name] = (
            f"CREATE TRIGGER {name} AFTER {verb} ON {table} BEGIN "  # noqa: S608
            f"INSERT INTO search_due (number) SELECT number FROM ({numbers}) "
            "WHERE number NOT IN (SELECT number FROM search_due); END"
        )
    return found


_DEFINITION = {"search": SEARCH_TABLE, "search_rows": _VIEW, "search_due": _DUE, **_triggers()}
_OURS = text("SELECT name, type, sql FROM sqlite_master WHERE name GLOB 'search*' AND sql != ''")
_ALL_DUE = "INSERT INTO search_due (number) SELECT number FROM cases"
_FIRST_DUE = "SELECT number FROM search_due ORDER BY number LIMIT ?"
_FILL = "INSERT INTO search (rowid, words) SELECT -number, words FROM search_rows"
_UP_TO = "FROM search_due WHERE number <= ?"
_CATCH_UP = (
    f"DELETE FROM search WHERE rowid IN (SELECT -number {_UP_TO})",  # noqa: S608
    f"{_FILL} WHERE number IN (SELECT number {_UP_TO})",
    f"DELETE {_UP_TO}",
)
_NO_LIMIT = -1


def catch_up(database: VaultDatabase, most: int = _NO_LIMIT) -> int:
    """Bring in so many cases that changed since the last time; gives how many there were.

    A case takes half a millisecond. Raises DiskFullError, StorageUnwritableError.
    """
    with database.door():
        execute = database.execute
        due = execute(_FIRST_DUE, (most,)).fetchall()
        if due:
            execute("BEGIN IMMEDIATE")
            for statement in _CATCH_UP:
                execute(statement, due[-1])
            execute("COMMIT")
    return len(due)


def fall_due(database: VaultDatabase, numbers: Sequence[int]) -> None:
    """The entries of these cases are to be made anew. Raises DiskFullError,
    StorageUnwritableError."""
    with database.door():
        database.execute("BEGIN IMMEDIATE")
        for number in numbers:
            database.execute("INSERT OR IGNORE INTO search_due (number) VALUES (?)", (number,))
        database.execute("COMMIT")


def prepare(database: VaultDatabase) -> None:
    """Raises DiskFullError, StorageUnwritableError."""
    with database.reading() as connection:
        found = {name: (kind, sql) for name, kind, sql in connection.execute(_OURS)}
    if {name: sql for name, (_kind, sql) in found.items() if name in _DEFINITION} == _DEFINITION:
        return
    with database.writing() as connection:
        # Triggers first, the table they write to last.
        for kind in ("trigger", "view", "table"):
            for name, (its_kind, _sql) in found.items():
                if its_kind == kind and (kind != "table" or name in _DEFINITION):
                    connection.exec_driver_sql(f"DROP {kind} {name}")
        for definition in _DEFINITION.values():
            connection.exec_driver_sql(definition)
        # What is taken out of it is overwritten, as everywhere in this database.
        connection.exec_driver_sql("INSERT INTO search (search, rank) VALUES ('secure-delete', 1)")
        # Not filled here: who signs in would wait a second for every two thousand cases.
        connection.exec_driver_sql(_ALL_DUE)
