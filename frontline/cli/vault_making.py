"""frontline vault create and users: a post set up, and its people listed, without the app."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from frontline.cli.printing import print_json, refusals
from frontline.cli.typed import typed_secret
from frontline.domain.clock import SystemClock
from frontline.domain.identifiers import SiteId
from frontline.domain.officials import AccessRole, OfficialRole
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.errors import BadInputError
from frontline.services.chance import SystemChance
from frontline.services.vaults import NewUser, PostSetup, RecoveryKind, RecoverySheet

_Folder = Annotated[Path, typer.Option("--data", help="The vault's folder.", file_okay=False)]
_AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


def new_passphrase(label: str) -> str:
    """Raises BadInputError where nothing was typed, or another the second time."""
    new = typed_secret(label)
    # Typed unseen, so typed twice; what is piped in was not typed.
    if sys.stdin.isatty() and typed_secret(f"{label} again") != new:
        raise BadInputError(reason="passphrases-differ")
    return new


class _Place(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    label: Annotated[str, Field(min_length=1, max_length=200)]
    kind: SiteKind
    setting: SiteSetting
    region: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]


class _Post(BaseModel):
    """Who works at a new post, and where. Passphrases are typed: a file would keep them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    supervisor: Annotated[str, Field(min_length=1, max_length=200)]
    officer: Annotated[str, Field(min_length=1, max_length=200)]
    service: OfficialRole
    site: _Place
    recovery: RecoveryKind = RecoveryKind.SHEET

    def site_of(self) -> Site:
        place = self.site
        return Site(
            SiteId(SystemChance().uuid()),
            place.label,
            place.kind,
            place.setting,
            place.region[:2],
            place.region,
        )


def create(
    folder: _Folder,
    description: Annotated[
        Path, typer.Option("--post", help="JSON: supervisor, officer, service, site, recovery.")
    ],
    as_json: _AsJson = False,
) -> None:
    """Make a post's vault, and show its recovery keys this one time."""
    with refusals():
        post = _read_post(description)
        first = NewUser(
            post.supervisor,
            new_passphrase("Supervisor's passphrase"),
            AccessRole.SUPERVISOR,
            post.service,
        )
        second = NewUser(
            post.officer, new_passphrase("Officer's passphrase"), AccessRole.OFFICER, post.service
        )
        # The database takes a while to import, which no other command should wait for.
        from frontline.storage.keeper import SqlVaultKeeper  # noqa: PLC0415

        keeper = SqlVaultKeeper(folder, SystemClock(), SystemChance())
        sheets = keeper.create(PostSetup(first, second, post.site_of(), post.recovery))
        if as_json:
            print_json(
                {
                    "post": sheets[0].post_mark,
                    "recovery_keys": [{"holder": s.holder, "key": s.key} for s in sheets],
                }
            )
        else:
            _say_sheets(sheets)


def _read_post(description: Path) -> _Post:
    try:
        return _Post.model_validate_json(description.read_bytes())
    except OSError as error:
        raise BadInputError(reason="post-file") from error
    except ValidationError as error:
        # Not what was given instead: names stand there.
        fields = sorted({".".join(map(str, each["loc"])) for each in error.errors()})
        raise BadInputError(reason="post-file", fields=",".join(fields)) from error


def users(
    folder: _Folder,
    name: Annotated[str, typer.Option("--name", help="Who signs in.")],
    as_json: _AsJson = False,
) -> None:
    """List who has an account, for those who manage users."""
    with refusals():
        from frontline.services.accounts import Accounts  # noqa: PLC0415
        from frontline.services.desk import Desk  # noqa: PLC0415
        from frontline.services.pack_shelf import PackShelf  # noqa: PLC0415
        from frontline.storage.keeper import SqlVaultKeeper  # noqa: PLC0415

        keeper = SqlVaultKeeper(folder, SystemClock(), SystemChance())
        vault, session = keeper.sign_in(name, typed_secret("Passphrase"))
        with closing(vault):
            # No rules are looked at, so none need be trusted.
            shelf = PackShelf(vault.documents, frozenset())
            desk = Desk(vault, session, SystemClock(), SystemChance(), shelf)
            people = Accounts(desk, keeper.accounts()).people()
        if as_json:
            print_json(
                [
                    {
                        "name": each.name,
                        "role": each.access.value,
                        "service": each.official.value,
                        "state": each.state.value,
                    }
                    for each in people
                ]
            )
        else:
            for each in people:
                typer.echo(
                    f"{each.name}: {each.access.value}, {each.official.value}, {each.state.value}"
                )


def _say_sheets(sheets: tuple[RecoverySheet, ...]) -> None:
    typer.echo(f"The vault of post {sheets[0].post_mark} is made.")
    for sheet in sheets:
        holder = f" of holder {sheet.holder}" if sheet.holder else ""
        typer.echo(f"Recovery key{holder}: {sheet.key}")
    typer.echo("They are shown this one time. Write them down, and keep them elsewhere.")
