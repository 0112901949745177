"""frontline gallery: pictures of every page and widget in every look. Nobody on them is real."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontline.app.demo import OFFSCREEN, known_theme
from frontline.errors import BadInputError, FrontlineError

if TYPE_CHECKING:
    from frontline.app.gallery import Look


def gallery_command(
    out: Annotated[Path, typer.Option("--out", help="New folder for the pictures.")],
    page: Annotated[
        list[str] | None, typer.Option("--page", help="Pages whose names begin so.")
    ] = None,
    theme: Annotated[
        list[str] | None, typer.Option("--theme", help="light, dark or contrast.")
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option("--language", help="en, es, pt, fr or stand-in.")
    ] = None,
    scale: Annotated[
        list[int] | None, typer.Option("--scale", help="Text size: 100, 150 or 200.")
    ] = None,
    size: Annotated[list[str] | None, typer.Option("--size", help="1024x768 or 1366x768.")] = None,
) -> None:
    """Draw every page and widget with invented data, in every theme, language, size of text and
    of window, or in those that are named."""
    os.environ["QT_QPA_PLATFORM"] = OFFSCREEN
    from frontline.app.gallery import PAGES, every_look

    themes = [known_theme(each) for each in theme or ()]
    looks = [
        look
        for look in every_look()
        if _is_meant(look.theme.value, themes)
        and _is_meant(look.language, language)
        and _is_meant(look.scale, scale)
        and _is_meant("{}x{}".format(*look.size), size)
    ]
    names = [name for name in PAGES if not page or name.startswith(tuple(page))]
    try:
        drawn = draw(out, names, looks)
    except FrontlineError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{drawn} pictures in {out}")


def _is_meant(value: object, wanted: Sequence[object] | None) -> bool:
    return not wanted or value in wanted


def draw(out: Path, names: Sequence[str], looks: Sequence[Look]) -> int:
    """A folder for each look with a picture of each page; how many there are.

    Raises BadInputError where there is something in `out` already, or nothing to draw.
    """
    from frontline.app.gallery import Gallery, file_name
    from frontline.services.installation import find_installation

    if out.exists() and any(out.iterdir()):
        raise BadInputError(reason="folder-not-empty")
    if not names or not looks:
        raise BadInputError(reason="nothing-to-draw")
    with tempfile.TemporaryDirectory() as folder:
        gallery = Gallery(find_installation(), Path(folder))
        try:
            for look in looks:
                (out / str(look)).mkdir(parents=True)
                for name in names:
                    gallery.picture(name, look, out / str(look) / file_name(name))
        finally:
            gallery.close()
    return len(names) * len(looks)
