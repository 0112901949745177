"""Setting up a hub: keys, databases, certificate, and the card that posts are given."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree

from pydantic import ValidationError

from frontline.crypto.certificate import new_certificate
from frontline.crypto.sealing import new_sealing_key
from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.domain.chance import Chance
from frontline.domain.clock import Clock
from frontline.errors import BadInputError
from frontline.hub.keys import HubFolder, make_folders, read_hub_card, write_private
from frontline.hub.places import hub_places
from frontline.hub.schema import MAILROOM, REGISTER, create_place
from frontline.wire.cards import HubCard
from frontline.wire.stick import put_whole

_EPOCH_CHANCE_BYTES = 2
_HUB_ID_BYTES = 5


@dataclass(frozen=True, slots=True)
class HubPlan:
    """`host` is the name or address posts reach the hub by; `hub` is made up where empty; `server`
    is the address of a PostgreSQL database, None for files in the folder."""

    host: str
    port: int
    hub: str = ""
    server: str | None = field(default=None, repr=False)


def create_hub(root: Path, plan: HubPlan, clock: Clock, chance: Chance) -> HubCard:
    """Make a hub in the new folder `root`, whole or not at all.

    Raises BadInputError where something is there already, or host or port cannot be.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise BadInputError(reason="hub-exists")
    building = HubFolder(root.with_name(root.name + ".new"))
    # Left by a set-up that was cut off: its keys were never given to anybody.
    if building.root.exists():
        rmtree(building.root)
    root.parent.mkdir(parents=True, exist_ok=True)
    places = hub_places(building, plan.server)
    make_folders(building)
    card = _write_keys(building, plan, clock, chance)
    create_place(places.mailroom, MAILROOM)
    create_place(places.register, REGISTER)
    # Last, because a folder with a card is a hub.
    write_private(building.card, card.canonical())
    if root.exists():
        root.rmdir()
    building.root.rename(root)
    return card


def renew_epoch(folder: HubFolder, clock: Clock, chance: Chance) -> HubCard:
    """Say that a database was put back from a backup: posts then send again what is missing.

    The hub must not run meanwhile; its next processing signs every receipt anew.
    """
    card = read_hub_card(folder)
    renewed = card.model_copy(update={"epoch": max(card.epoch + 1, _epoch(clock, chance))})
    put_whole(folder.root, folder.card.name, renewed.canonical())
    return renewed


def _epoch(clock: Clock, chance: Chance) -> int:
    """Rises with time, so that posts know an old receipt on a forgotten stick from a new one.

    Seconds since 1970, and chance below them: the card may have come out of the backup as well,
    and then it does not know the epochs that were used since.
    """
    seconds = int(clock.now().timestamp())
    drawn = int.from_bytes(chance.token(_EPOCH_CHANCE_BYTES), "big")
    return (seconds << 8 * _EPOCH_CHANCE_BYTES) | drawn


def _write_keys(folder: HubFolder, plan: HubPlan, clock: Clock, chance: Chance) -> HubCard:
    first, reserve = new_sealing_key(), new_sealing_key()
    signing = SigningKey.from_seed(chance.token(SEED_BYTES))
    try:
        tls = new_certificate(plan.host, clock.now())
        card = HubCard(
            hub=plan.hub or f"hub-{chance.token(_HUB_ID_BYTES).hex()}",
            url=f"https://{_in_url(plan.host)}:{plan.port}",
            certificate=tls.certificate,
            recipients=(first.recipient, reserve.recipient),
            verify_key=signing.public,
            epoch=_epoch(clock, chance),
        )
    except (ValidationError, ValueError) as error:
        raise BadInputError(reason="hub-address") from error
    write_private(folder.tls_certificate, tls.certificate.encode())
    write_private(folder.tls_key, tls.key.encode())
    write_private(folder.identity, first.identity.encode() + b"\n")
    write_private(folder.reserve_identity, reserve.identity.encode() + b"\n")
    write_private(folder.signing_key, signing.seed.hex().encode() + b"\n")
    return card


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
