"""Table of the ways people were brought. Private to storage."""

from __future__ import annotations

from sqlalchemy import Index, Text

from frontline.storage.column_types import Moment, UuidBytes
from frontline.storage.table_parts import needed, number, of_case, table

# Each change is a row with the whole route, the last of a case stands. `legs` is JSON of coded
# places in order; what they are called lies in the envelope of the person.
routes = table(
    "routes",
    number(),
    of_case(),
    needed("legs", Text),
    needed("recorded_at", Moment),
    needed("recorded_by", UuidBytes),
    Index("routes_of_case", "case_id"),
)
