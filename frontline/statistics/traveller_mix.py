"""Whether a post refers people of one origin more often than travellers of it pass there (S-032).

The mix of travellers is configured by the authority, from counts of its own: Frontline knows none.
As in profiling.py, a caution is a reason to look, never proof, and of few cases nothing is said.
The bound is divided by the number of comparisons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum, lgamma, log
from typing import Annotated, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from frontline.errors import BadInputError
from frontline.statistics.profiling import FALSE_ALARM, LEAST_CASES, LEAST_RATIO
from frontline.wire.ref_record import Area

# In a mix: every post that has none of its own.
EVERY_POST = "*"
Travellers = Annotated[int, Field(ge=0, lt=2**53)]


class TravellerMix(BaseModel):
    """How many travellers of each origin pass, by post; `source` says who counted, and when."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]{1,160}$")]
    posts: dict[str, dict[Area, Travellers]]

    @model_validator(mode="after")
    def _counts_somebody(self) -> Self:
        if not self.posts or not all(sum(mix.values()) for mix in self.posts.values()):
            raise ValueError("a mix of nobody")
        return self

    def of(self, post: str) -> Mapping[Area, int] | None:
        return self.posts.get(post) or self.posts.get(EVERY_POST)


class Referred(NamedTuple):
    post: str
    group: Area


@dataclass(frozen=True, slots=True)
class PostDifference:
    """Of a post's `cases`, whose origin is known, a `share` is of one group; `expected` of the
    travellers is."""

    post: str
    group: Area
    share: float
    expected: float
    cases: int


@dataclass(frozen=True, slots=True)
class MixComparison:
    """`too_few`: posts of which nothing is said; `without_mix`: posts nobody counted travellers
    at."""

    differences: tuple[PostDifference, ...]
    compared: tuple[str, ...]
    too_few: tuple[str, ...]
    without_mix: tuple[str, ...]


def read_mix(content: bytes) -> TravellerMix:
    """Raises BadInputError."""
    try:
        return TravellerMix.model_validate_json(content)
    except ValidationError as error:
        raise BadInputError(reason="traveller-mix") from error


def against_mix(referred: Sequence[Referred], mix: TravellerMix) -> MixComparison:
    """In the order of posts' and groups' names, never of any number."""
    known = [each for each in referred if each.group is not Area.NOT_STATED]
    sizes = Counter(each.post for each in known)
    posts = sorted({each.post for each in referred})
    without_mix = [post for post in posts if mix.of(post) is None]
    enough = [p for p in posts if sizes[p] >= LEAST_CASES and p not in without_mix]
    pairs = Counter(known)
    tests = sum(len({each.group for each in known if each.post == post}) for post in enough)
    found = []
    for post in enough:
        passing = mix.of(post) or {}
        total = sum(n for group, n in passing.items() if group is not Area.NOT_STATED)
        for group in sorted({each.group for each in known if each.post == post}):
            expected = passing.get(group, 0) / total if total else 0.0
            hits, cases = pairs[Referred(post, group)], sizes[post]
            is_more = hits >= LEAST_RATIO * expected * cases
            if is_more and at_least_by_lot(hits, cases, expected) < FALSE_ALARM / tests:
                found.append(PostDifference(post, group, hits / cases, expected, cases))
    too_few = [p for p in posts if p not in enough and p not in without_mix]
    return MixComparison(tuple(found), tuple(enough), tuple(too_few), tuple(without_mix))


def at_least_by_lot(hits: int, cases: int, share: float) -> float:
    """The chance of `hits` or more among `cases`, where each is one with the chance `share`."""
    if hits == 0 or share >= 1:
        return 1.0
    if share <= 0:
        return 0.0
    return min(1.0, fsum(_exactly(each, cases, share) for each in range(hits, cases + 1)))


def _exactly(hits: int, cases: int, share: float) -> float:
    # By logarithms: the number of ways is beyond any fraction once there are a thousand cases.
    ways = lgamma(cases + 1) - lgamma(hits + 1) - lgamma(cases - hits + 1)
    rest = (cases - hits) * log(1 - share) if cases > hits else 0.0
    return exp(ways + hits * log(share) + rest)
