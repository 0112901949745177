"""Two hundred referrals on their way: sealed, stored and written to a stick."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from frontline.cli.bench.measuring import Row, milliseconds, trial_post
from frontline.cli.trial_post import SUPERVISOR, TrialPost, fullest_case, screened
from frontline.domain.clock import SystemClock
from frontline.hub.setup import HubPlan, create_hub
from frontline.services.chance import SystemChance
from frontline.services.installation import Installation
from frontline.services.leaving import Leaving
from frontline.services.outbox import Outbox
from frontline.services.referrals import Referrals
from frontline.services.review_desk import ReviewDesk
from frontline.services.roads import Parcel
from frontline.sync.folder import FolderTransport

REFERRALS = 200
RUNS = 5
_HUB = HubPlan("127.0.0.1", 8443, "bench-hub")


def export_rows(installation: Installation) -> list[Row]:
    """Every run starts from the same post, in which that many referrals wait."""
    with trial_post(installation) as post:
        _queue(post)
        runs = [_export(copy) for copy in _copies(post)]
    (parcel,) = runs[-1][1]
    return [
        Row("export.time", f"export of {REFERRALS} referrals to a stick", unit="ms", budget=200).of(
            [taken for taken, _parcels in runs]
        ),
        Row(
            "export.size",
            "one referral in the bundle",
            value=round(len(parcel.content) / REFERRALS, 1),
            unit="bytes",
            budget=1500,
            runs=1,
            note=f"bundle of {len(parcel.content):,} bytes, sealed slots included",
        ),
    ]


def _queue(post: TrialPost) -> None:
    clock, chance = SystemClock(), SystemChance()
    card = create_hub(post.folder.parent / "hub", _HUB, clock, chance)
    with post.desk(SUPERVISOR) as desk:
        Outbox(desk).set_hub(card.canonical())
    case = fullest_case(post.installation)
    with post.desk() as desk:
        for _ in range(REFERRALS):
            Referrals(desk).make(screened(desk, case))
    with post.desk(SUPERVISOR) as desk:
        review = ReviewDesk(desk)
        review.approve([line.id for line in review.queue()])


def _copies(post: TrialPost) -> Iterator[TrialPost]:
    for run in range(RUNS):
        folder = post.folder.parent / f"run-{run}"
        shutil.copytree(post.folder, folder)
        yield replace(post, folder=folder)


def _export(post: TrialPost) -> tuple[float, tuple[Parcel, ...]]:
    """Milliseconds until the stick can be pulled, and what is on it."""
    stick: Path = post.folder.with_suffix(".stick")
    stick.mkdir()
    parcels: list[Parcel] = []
    with post.desk(SUPERVISOR) as desk:
        outbox = Outbox(desk)

        def export() -> None:
            leaving = Leaving(desk)
            parcels.extend(leaving.export(leaving.look(), outbox.hub().fingerprint))
            outbox.note_delivery(FolderTransport(stick).carry(parcels, outbox.hub()))

        taken = milliseconds(export)
    return taken, tuple(parcels)
