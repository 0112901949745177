"""Every role, every action, every kind of thing, through the services on a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from frontline.domain.officials import AccessRole
from frontline.services.permissions import PERMITTED, Action, Session, Thing
from tests.support.fault_report import report
from tests.support.role_walk import (
    CASES,
    ON_CASES,
    ON_THE_REST,
    Deed,
    Try,
    Walk,
    prepare,
    walk_of,
    was_refused,
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


def on_the_rest() -> Iterator[tuple[Outcome, Deed]]:
    for (action, thing), deeds in ON_THE_REST.items():
        yield from (((action, thing, number), each) for number, each in enumerate(deeds))


def successes(walk: Walk) -> set[Outcome]:
    """What was let through, of all that can be tried; what was refused has changed nothing."""
    let_through: set[Outcome] = set()
    for outcome, attempt in on_cases():
        table = walk.a_case(outcome[1])
        entries = walk.vault.audit.head().count
        if not was_refused(attempt, walk, table):
            let_through.add(outcome)
        elif outcome[0] is not Action.SEARCH:
            # To have searched is a deed, whatever was found.
            assert walk.vault.audit.head().count == entries
    for outcome, deed in on_the_rest():
        entries = walk.vault.audit.head().count
        if not was_refused(deed, walk):
            let_through.add(outcome)
        else:
            assert walk.vault.audit.head().count == entries
    return let_through


def permitted(role: AccessRole) -> set[Outcome]:
    tried = [outcome for outcome, _try in (*on_cases(), *on_the_rest())]
    return {each for each in tried if each[1] in PERMITTED[role].get(each[0], frozenset())}


@pytest.mark.slow
@pytest.mark.parametrize("role", AccessRole)
def test_each_role_does_to_each_thing_what_the_table_says_and_nothing_else(
    role: AccessRole, walk: Walk
) -> None:
    let_through, allowed = successes(walk), permitted(role)
    tries = len((*on_cases(), *on_the_rest()))
    report(17, f"tried as {role.value}", tries, 0, len(let_through - allowed))

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
    written = {
        (action, thing)
        for actions in PERMITTED.values()
        for action, things in actions.items()
        for thing in things
    }

    assert {action for action, _thing in written} == set(Action)
    assert written - tried == set()
