"""A nation: its hub, the same hub once more, sticks on their way, and three posts."""

from __future__ import annotations

from dataclasses import dataclass

from frontline.domain.referrals import Referral
from tests.support.national_hub import NationalHub, Sticks
from tests.support.national_posts import NationalPost


@dataclass
class Nation:
    hub: NationalHub
    # The same hub once more, which gets everything on sticks and in another order.
    other: NationalHub
    sticks: Sticks
    # One sends by stick, two by network.
    posts: list[NationalPost]
    referred: list[Referral]
