"""The command line in this process, put together once: that takes longer than most commands."""

from __future__ import annotations

from functools import cache

import pytest
from typer import Typer
from typer.main import get_command
from typer.testing import CliRunner, Result

from frontline.cli.main import command_line


def frontline(*arguments: object, typed: str | None = None, **env: str) -> Result:
    """`frontline …`, with what is typed when it asks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("typer.testing._get_command", _put_together)
        return CliRunner().invoke(_commands(), [*map(str, arguments)], input=typed, env=env)


@cache
def _commands() -> Typer:
    return command_line()


_put_together = cache(get_command)
