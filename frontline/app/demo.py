"""frontline demo: a fictitious post and a local hub, and a whole journey through the interface.

With --headless it plays the journey offscreen and writes numbered pictures and summary.json; every
value in there is measured in that run. Without, it opens the window on the same data.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from frontline.app.demo_post import DemoChoices
from frontline.errors import FrontlineError

OFFSCREEN = "offscreen"


def known_theme(value: str) -> str:
    """The theme's own name. Raises BadParameter, because another look than asked for misleads."""
    from frontline.ui.theme import ThemeName

    try:
        return ThemeName(value).value
    except ValueError as error:
        raise typer.BadParameter("light, dark or contrast") from error


def demo_command(
    headless: Annotated[
        bool, typer.Option("--headless", help="Play the journey without a window.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", help="New folder for everything the demo writes.")
    ] = None,
    language: Annotated[str, typer.Option("--language", help="en, es, pt or fr.")] = "en",
    person_language: Annotated[
        str, typer.Option("--person-language", help="Language of the person.")
    ] = "ar",
    scale: Annotated[int, typer.Option("--scale", help="Text size: 100, 125, 150, 200.")] = 100,
    theme: Annotated[
        str, typer.Option("--theme", help="light, dark or contrast.", callback=known_theme)
    ] = "light",
) -> None:
    """A fictitious post with a local hub: a whole journey, pictures and a summary."""
    if headless:
        os.environ["QT_QPA_PLATFORM"] = OFFSCREEN
    folder = out or Path(tempfile.mkdtemp(prefix="frontline-demo-"))
    choices = DemoChoices(language, person_language, scale, theme)
    try:
        if headless:
            typer.echo(json.dumps(play_demo(folder, choices), indent=2))
        else:
            open_demo(folder, choices)
    except FrontlineError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


def play_demo(folder: Path, choices: DemoChoices) -> dict[str, object]:
    """Play the whole journey; the summary, which is also written as summary.json."""
    from frontline.app.demo_run import DemoRun
    from frontline.app.player import NotOnScreenError

    run = DemoRun(folder, choices)
    try:
        run.play()
    except NotOnScreenError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    summary = run.summary()
    (folder / "summary.json").write_text(json.dumps(summary, indent=2) + "\n", "utf-8")
    return summary


def open_demo(folder: Path, choices: DemoChoices) -> None:
    """Make the post if it is not there yet, then open the app on it beside its hub."""
    from frontline.app import demo_post as post
    from frontline.app.demo_hub import DemoHub
    from frontline.app.demo_run import DemoRun
    from frontline.app.main import has_display, run_desktop
    from frontline.app.places import OVERRIDE

    if not has_display():
        typer.echo("There is no screen here. Try 'frontline demo --headless'.", err=True)
        raise typer.Exit(1)
    if not (folder / "post").exists():
        typer.echo("Preparing a fictitious post ...")
        with _offscreen():
            DemoRun(folder, choices).play()
    typer.echo(f"Officer:    {post.OFFICER} / {post.OFFICER_PASSPHRASE}")
    typer.echo(f"Supervisor: {post.SUPERVISOR} / {post.SUPERVISOR_PASSPHRASE}")
    typer.echo(f"Everything lies in {folder}")
    os.environ[OVERRIDE] = str(folder / "post")
    with DemoHub(folder / "hub"):
        raise typer.Exit(run_desktop())


@contextmanager
def _offscreen() -> Iterator[None]:
    before = os.environ.get("QT_QPA_PLATFORM")
    os.environ["QT_QPA_PLATFORM"] = OFFSCREEN
    yield
    if before is None:
        del os.environ["QT_QPA_PLATFORM"]
    else:
        os.environ["QT_QPA_PLATFORM"] = before
