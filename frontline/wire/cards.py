"""Cards with which a post and its hub are introduced to each other, carried by hand.

They hold public keys only. People compare fingerprints, aloud or on paper, before they trust one.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from frontline.crypto.canonical import canonical_json, parse_canonical_json
from frontline.crypto.fingerprint import fingerprint
from frontline.crypto.mac import digest
from frontline.errors import BadInputError
from frontline.wire.bundle import Count, Hex, Id

MAX_CARD = 64 * 1024
_LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_URL = rf"^https://({_LABEL}(\.{_LABEL}){{0,9}}|\[[0-9A-Fa-f:.]{{2,45}}\])(:[1-9][0-9]{{0,4}})?$"
# One certificate and nothing beside it: a second one would be trusted to vouch for others.
_PEM = r"^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]{1,8000}-----END CERTIFICATE-----\n$"


def _reachable(url: str) -> str:
    # Raises ValueError for a port above 65535, or brackets around what is no IPv6 address.
    _port = urlsplit(url).port
    return url


def _readable(certificate: str) -> str:
    fingerprint(certificate)
    return certificate


Recipient = Annotated[str, Field(pattern=r"^age1[a-z0-9]{10,80}$")]


class _Card(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    def canonical(self) -> bytes:
        return canonical_json(self.model_dump(mode="json"))

    @property
    def fingerprint(self) -> str:
        """Eight groups of four hex digits, short enough to be read aloud."""
        found = digest("card", self.canonical())[:32]
        return " ".join(found[at : at + 4] for at in range(0, 32, 4))


class HubCard(_Card):
    """`recipients`: processor key A and reserve key B; `certificate` is pinned for HTTPS."""

    format: Literal["frontline-hub-card/1"] = "frontline-hub-card/1"
    hub: Id
    url: Annotated[str, Field(pattern=_URL), AfterValidator(_reachable)]
    certificate: Annotated[str, Field(pattern=_PEM), AfterValidator(_readable)]
    recipients: Annotated[tuple[Recipient, ...], Field(min_length=2, max_length=2)]
    verify_key: Hex
    epoch: Count


class DeviceCard(_Card):
    """What a post shows its hub once."""

    format: Literal["frontline-device-card/1"] = "frontline-device-card/1"
    device: Id
    verify_key: Hex
    supervisor_keys: Annotated[tuple[Hex, ...], Field(max_length=64)]


CardT = TypeVar("CardT", bound=_Card)


def read_card(content: bytes, kind: type[CardT]) -> CardT:
    """Raises BadInputError for anything but a canonical card of this kind."""
    if len(content) > MAX_CARD:
        raise BadInputError(reason="card-too-large")
    try:
        card = kind.model_validate(parse_canonical_json(content))
    except (ValueError, ValidationError) as error:
        raise BadInputError(reason="card") from error
    if card.canonical() != content:
        raise BadInputError(reason="card-not-canonical")
    return card
