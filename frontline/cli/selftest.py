"""frontline selftest: what a broken build must fail.

Known answers of the cryptography, the rules with their golden cases as they were shipped, texts,
fonts and icons, a whole post with a hub in a temporary folder, and the window. The number of
checks is fixed; a check that cannot be run has failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated

import typer

from frontline.cli.printing import REFUSED, print_json, refusals
from frontline.cli.selftest_content import content_checks
from frontline.cli.selftest_crypto import crypto_checks
from frontline.cli.selftest_post import PostTrial
from frontline.cli.trial_post import TrialPost
from frontline.errors import FrontlineError
from frontline.services.installation import Installation, find_installation

Checks = Mapping[str, Callable[[], bool]]
# How many there are, without those of the window.
CHECKS = 29


@dataclass(frozen=True, slots=True)
class Outcome:
    """`fault` is empty where the check holds; it never carries content, only what kind it was."""

    check: str
    fault: str
    ms: int


def selftest_command(window_checks: Callable[[Installation], Checks]) -> Callable[..., None]:
    """The command; the checks of the window are handed in, because they need Qt."""

    def selftest(
        as_json: Annotated[bool, typer.Option("--json", help="Machine-readable output.")] = False,
        has_window: Annotated[
            bool, typer.Option("--window/--no-window", help="Leave it out on a hub's server.")
        ] = True,
    ) -> None:
        """Known answers that a broken build gets wrong; exit 1 if any does."""
        with refusals():
            installation = find_installation()
        window = window_checks(installation) if has_window else {}
        outcomes = []
        for outcome in run_checks(installation, window):
            outcomes.append(outcome)
            if not as_json:
                typer.echo(f"{'FAIL' if outcome.fault else 'ok':4}  {_line(outcome)}")
        _finish(outcomes, CHECKS + len(window), as_json=as_json)

    return selftest


def run_checks(installation: Installation, window: Checks) -> Iterator[Outcome]:
    """Every check in turn."""
    with TemporaryDirectory(prefix="frontline-selftest-") as name:
        folder = Path(name)
        trial = PostTrial(folder, TrialPost(folder / "post", installation))
        groups = (crypto_checks(), content_checks(installation), trial.checks(), window)
        for check, holds in chain.from_iterable(group.items() for group in groups):
            yield _outcome(check, holds)


def _outcome(check: str, holds: Callable[[], bool]) -> Outcome:
    start = perf_counter()
    try:
        fault = "" if holds() else "another answer"
    except FrontlineError as error:
        fault = str(error)
    except ImportError as error:
        fault = f"cannot import {error.name}"
    except Exception as error:  # noqa: BLE001 -- a broken build may raise anything at all
        fault = type(error).__name__
    return Outcome(check, fault, round((perf_counter() - start) * 1000))


def _line(outcome: Outcome) -> str:
    return f"{outcome.check:24} {outcome.ms:5} ms  {outcome.fault}".rstrip()


def _finish(outcomes: list[Outcome], expected: int, *, as_json: bool) -> None:
    holding = sum(not outcome.fault for outcome in outcomes)
    is_sound = holding == len(outcomes) == expected
    if as_json:
        checks = [asdict(outcome) for outcome in outcomes]
        print_json({"sound": is_sound, "holding": holding, "of": expected, "checks": checks})
    else:
        typer.echo(f"{holding} of {expected} checks hold")
    if not is_sound:
        raise typer.Exit(REFUSED)
