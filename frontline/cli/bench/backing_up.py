"""A backup of a busy post: what stands between the officer who locks and the locked machine."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from frontline.cli.bench.measuring import Row, milliseconds, trial_post
from frontline.cli.bench.saving import ENTRIES, fill_chain
from frontline.services.installation import Installation

BACKUPS = 5


def backup_rows(installation: Installation) -> list[Row]:
    """Copied, gone through and durable, as at every lock that finds one due."""
    with trial_post(installation) as post, post.desk() as desk:
        fill_chain(desk, ENTRIES)
        store, now = desk.vault.backups, desk.clock.now()
        moments = [now + timedelta(days=number) for number in range(BACKUPS)]
        made = [milliseconds(partial(store.make, store.home, moment)) for moment in moments]
        size = store.listed(store.home)[0].size
    return [
        Row(
            "backup",
            f"backup of {ENTRIES:,} answers, gone through",
            unit="ms",
            budget=5000,
            note=f"{size / 1e6:.0f} MB",
        ).of(made)
    ]
