"""The newest heads that users signed, kept outside the database in two places: in the vault's
folder, and beside it, where a folder that is put back as a whole does not reach.

    {"format": "frontline-seen/1", "heads": {user: {"count", "digest", "signature"}}}

Nobody can sign for somebody else, so what a colleague saw cannot be made to fit another past. It
can be taken away, or an older file put back, by whoever may write there: that is what the hub's
copy of the head is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from frontline.crypto.canonical import Json, canonical_json, parse_canonical_json
from frontline.domain.audit import Checkpoint
from frontline.errors import FrontlineError
from frontline.storage.durable_files import write_whole

FORMAT = "frontline-seen/1"
_MAX_BYTES = 1024 * 1024


class Witness:
    def __init__(self, places: Sequence[Path]) -> None:
        self._places = places

    def heads(self) -> tuple[Checkpoint, ...]:
        """All that is noted, in any of the places."""
        return tuple(each for place in self._places for each in self._read(place))

    def write(self, heads: Iterable[Checkpoint]) -> None:
        """Note these instead. Best effort: what they speak of is durable already."""
        newest: dict[str, Checkpoint] = {}
        for head in heads:
            known = newest.get(head.signer)
            if known is None or known.count < head.count:
                newest[head.signer] = head
        content = canonical_json(
            {
                "format": FORMAT,
                "heads": {
                    signer: {
                        "count": each.count,
                        "digest": each.digest,
                        "signature": each.signature,
                    }
                    for signer, each in newest.items()
                },
            }
        )
        for place in self._places:
            with suppress(FrontlineError):
                write_whole(place, content)

    def _read(self, place: Path) -> list[Checkpoint]:
        """Nothing where nothing is, or nothing that can be read."""
        try:
            content = place.read_bytes()[:_MAX_BYTES] if place.exists() else b""
            found = parse_canonical_json(content, 4)
        except (OSError, ValueError):
            return []
        match found:
            case {"format": str(form), "heads": dict(heads)} if form == FORMAT:
                made = (_head(signer, raw) for signer, raw in heads.items())
                return [head for head in made if head is not None]
            case _:
                return []


def _head(signer: str, raw: Json) -> Checkpoint | None:
    match raw:
        case {"count": int(count), "digest": str(digest), "signature": str(signature)}:
            return Checkpoint(count, digest, signer, signature)
        case _:
            return None
