"""Every role, every action, every kind of thing, through the services on a real vault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

import pytest

from frontline.domain.officials import AccessRole
from frontline.services.permissions import PERMITTED, Action, Session, Thing
from tests.support.fault_report import report
from tests.support.role_walk import (
    CASES,
    ON_CASES,
    Try,
    Walk,
    prepare,
    walk_of,
    was_refused,
)
from tests.support.role_walk_channels import ON_CHANNELS, ChannelTry, ready
from tests.support.role_walk_groups import GROUPS, ON_GROUPS, GroupTry, a_group
from tests.support.role_walk_post import ON_THE_REST, Deed
from tests.support.role_walk_reviews import (
    ON_REVIEWS,
    ON_WHAT_LEAVES,
    ReviewTry,
    a_reviewed_case,
)
from tests.support.vault_posts import RealPost, cheap_derivation

Outcome = tuple[Action, Thing, int]


@pytest.fixture(scope="module")
def staffed(template: RealPost, tmp_path_factory: pytest.TempPathFactory) -> RealPost:
    post = template.copy_to(tmp_path_factory.mktemp("staffed") / "vault")
    with cheap_derivation():
        prepare(post)
    return post


@pytest.fixture
def walk(
    staffed: RealPost, role: AccessRole, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walk]:
    post = staffed.copy_to(tmp_path_factory.mktemp("walked") / "vault")
    made = walk_of(post, role)
    with closing(made.vault):
        yield made


def on_cases() -> Iterator[tuple[Outcome, Try]]:
    for action, tries in ON_CASES.items():
        for thing in CASES:
            yield from (((action, thing, number), each) for number, each in enumerate(tries))


def on_groups() -> Iterator[tuple[Outcome, GroupTry]]:
    for action, tries in ON_GROUPS.items():
        for thing in GROUPS:
            yield from (((action, thing, number), each) for number, each in enumerate(tries))


def on_reviews() -> Iterator[tuple[Outcome, ReviewTry]]:
    for thing in CASES:
        for number, each in enumerate(ON_REVIEWS):
            yield (Action.REVIEW, thing, number), each


def on_channels() -> Iterator[tuple[Outcome, ChannelTry]]:
    for action, tries in ON_CHANNELS.items():
        for thing in CASES:
            yield from (((action, thing, number), each) for number, each in enumerate(tries))


def on_the_rest() -> Iterator[tuple[Outcome, Deed]]:
    for (action, thing), deeds in {**ON_THE_REST, **ON_WHAT_LEAVES}.items():
        yield from (((action, thing, number), each) for number, each in enumerate(deeds))


def attempts(walk: Walk) -> Iterator[tuple[Outcome, Callable[[], object]]]:
    """Each made ready with a thing of its own, and not done yet."""
    for outcome, attempt in on_cases():
        yield outcome, partial(attempt, walk, walk.a_case(outcome[1]))
    for outcome, attempted in on_groups():
        yield outcome, partial(attempted, walk, *a_group(walk, outcome[1]))
    for outcome, reviewed in on_reviews():
        yield outcome, partial(reviewed, walk, *a_reviewed_case(walk, outcome[1]))
    for outcome, on_channel in on_channels():
        yield outcome, partial(on_channel, ready(walk, outcome[1]))
    for outcome, deed in on_the_rest():
        yield outcome, partial(deed, walk)


def successes(walk: Walk) -> set[Outcome]:
    """What was let through, of all that can be tried; what was refused has changed nothing."""
    let_through: set[Outcome] = set()
    for outcome, attempt in attempts(walk):
        entries = walk.vault.audit.head().count
        if not was_refused(attempt):
            let_through.add(outcome)
        elif outcome[0] is not Action.SEARCH:
            # To have searched is a deed, whatever was found.
            assert walk.vault.audit.head().count == entries
    return let_through


def all_tries() -> list[Outcome]:
    every = (*on_cases(), *on_groups(), *on_reviews(), *on_channels(), *on_the_rest())
    return [outcome for outcome, _try in every]


def permitted(role: AccessRole) -> set[Outcome]:
    tried = all_tries()
    return {each for each in tried if each[1] in PERMITTED[role].get(each[0], frozenset())}


@pytest.mark.slow
@pytest.mark.parametrize("role", AccessRole)
def test_each_role_does_to_each_thing_what_the_table_says_and_nothing_else(
    role: AccessRole, walk: Walk
) -> None:
    let_through, allowed = successes(walk), permitted(role)
    report(17, f"tried as {role.value}", len(all_tries()), 0, len(let_through - allowed))

    assert let_through - allowed == set()
    assert allowed - let_through == set()
    walk.vault.audit.verify()


@pytest.mark.slow
@pytest.mark.parametrize("role", [AccessRole.ADMINISTRATOR])
def test_a_table_that_nobody_looks_up_is_found_out(
    role: AccessRole, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "may", lambda *_args: True)

    assert successes(walk) - permitted(role)


def test_all_that_the_table_permits_is_tried() -> None:
    tried = {(action, thing) for action in ON_CASES for thing in CASES} | set(ON_THE_REST)
    tried |= {(action, thing) for action in ON_GROUPS for thing in GROUPS}
    tried |= {(Action.REVIEW, thing) for thing in CASES} | set(ON_WHAT_LEAVES)
    tried |= {(action, thing) for action in ON_CHANNELS for thing in CASES}
    written = {
        (action, thing)
        for actions in PERMITTED.values()
        for action, things in actions.items()
        for thing in things
    }

    assert {action for action, _thing in written} == set(Action)
    assert written - tried == set()
