"""The hub as seen from a post: six requests, typed answers, typed errors."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx

from frontline.errors import (
    BundleRefusedError,
    HubNotTrustedError,
    HubUnreachableError,
)
from frontline.services.roads import Parcel
from frontline.sync.pinning import pinned_context
from frontline.wire.cards import HubCard
from frontline.wire.exchange import (
    HEALTH_PATH,
    MAX_ANSWER,
    CodeAnswer,
    HeldAnswer,
    HeldEntry,
    HubHealth,
    LettersAnswer,
    UpdateEntry,
    UpdatesAnswer,
    bundle_path,
    letters_path,
    read_answer,
    receipts_path,
    update_path,
    updates_path,
)
from frontline.wire.update import MAX_UPDATE

PART_BYTES = 64 * 1024
_SERVER_FAULT = 500
_CALLER_FAULT = 400
_OK = (200, 201)
_TRY_AGAIN_LATER = (408, 429)


class CarryingStoppedError(Exception):
    """The watcher said stop in the middle of an upload. Never leaves `frontline.sync`."""


@dataclass(frozen=True, slots=True)
class Link:
    """How to reach hubs. `proxy` is an address such as http://proxy:3128, used if given.

    Proxies and other settings of the environment are not looked at: they could send a post's
    traffic elsewhere without anybody having decided so.
    """

    connect_seconds: float = 10.0
    silence_seconds: float = 60.0
    proxy: str | None = None


class HubClient:
    """One hub, one connection that is kept. Use it as a context manager.

    Every method raises HubUnreachableError for no connection, no answer in time or a server's
    own fault, and HubNotTrustedError for a certificate that is not the card's.
    """

    def __init__(self, hub: HubCard, link: Link) -> None:
        self._hub = hub
        self._client = httpx.Client(
            base_url=hub.url,
            verify=pinned_context(hub.certificate),
            timeout=httpx.Timeout(link.silence_seconds, connect=link.connect_seconds),
            follow_redirects=False,
            trust_env=False,
            proxy=link.proxy,
            headers={"Accept-Encoding": "identity"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def health(self) -> HubHealth:
        """Raises HubNotTrustedError where another hub answers than the card's."""
        found = read_answer(self._ask(self._client.build_request("GET", HEALTH_PATH)), HubHealth)
        if found.hub != self._hub.hub:
            raise HubNotTrustedError(reason="another-hub")
        return found

    def held(self, device: str, after: int) -> Iterator[HeldEntry]:
        """What the hub holds of a device above a sequence, in order.

        Raises BundleRefusedError where the hub does not know the device.
        """
        while True:
            request = self._client.build_request(
                "GET", receipts_path(device), params={"after": after}
            )
            page = read_answer(self._ask(request), HeldAnswer)
            yield from page.held
            if not page.more or not page.held or page.held[-1].sequence <= after:
                return
            after = page.held[-1].sequence

    def letters(self, device: str, after: int) -> Iterator[bytes]:
        """The hub's letters to a device above a number, in order.

        Raises BundleRefusedError where the hub does not know the device.
        """
        while True:
            request = self._client.build_request(
                "GET", letters_path(device), params={"after": after}
            )
            page = read_answer(self._ask(request), LettersAnswer)
            yield from (entry.letter.encode() for entry in page.letters)
            if not page.more or not page.letters or page.letters[-1].number <= after:
                return
            after = page.letters[-1].number

    def put(self, parcel: Parcel, on_part: Callable[[int], bool]) -> None:
        """Hand over a bundle; harmless when repeated. `on_part` gets the bytes sent so far of
        this parcel and says whether to go on.

        Raises BundleRefusedError where the hub refuses it, CarryingStoppedError when told to.
        """
        if not on_part(0):
            raise CarryingStoppedError
        request = self._client.build_request(
            "PUT",
            bundle_path(parcel.device, parcel.sequence),
            content=_parts(parcel.content, on_part),
            headers={"Content-Length": str(len(parcel.content))},
        )
        read_answer(self._ask(request), CodeAnswer)

    def updates(self, device: str, after: int) -> tuple[UpdateEntry, ...]:
        """What may be fetched above a number. Raises BundleRefusedError as `held`."""
        request = self._client.build_request("GET", updates_path(device), params={"after": after})
        return read_answer(self._ask(request), UpdatesAnswer).updates

    def update(self, device: str, number: int) -> bytes:
        """One update's file. Raises BundleRefusedError where the hub does not give it."""
        request = self._client.build_request("GET", update_path(device, number))
        return self._ask(request, MAX_UPDATE)

    def _ask(self, request: httpx.Request, most: int = MAX_ANSWER) -> bytes:
        """The body of a good answer."""
        try:
            response = self._client.send(request, stream=True)
            try:
                content = _bounded(response, most)
            finally:
                response.close()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _as_ours(error) from error
        _check_status(response.status_code, content)
        return content


def _parts(content: bytes, on_part: Callable[[int], bool]) -> Iterator[bytes]:
    for start in range(0, len(content), PART_BYTES):
        if not on_part(start):
            raise CarryingStoppedError
        yield content[start : start + PART_BYTES]


def _bounded(response: httpx.Response, most: int) -> bytes:
    found = bytearray()
    for part in response.iter_bytes():
        found += part
        if len(found) > most:
            raise HubUnreachableError(reason="answer-too-large")
    return bytes(found)


def _check_status(status: int, content: bytes) -> None:
    if status in _OK:
        return
    if _CALLER_FAULT <= status < _SERVER_FAULT and status not in _TRY_AGAIN_LATER:
        raise BundleRefusedError(reason=read_answer(content, CodeAnswer).code)
    # A redirection ends here as well: the card names the one place to go to.
    raise HubUnreachableError(status=status)


def _as_ours(error: BaseException) -> HubUnreachableError | HubNotTrustedError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return HubNotTrustedError(reason="certificate")
        cause = cause.__cause__ or cause.__context__
    return HubUnreachableError(reason=type(error).__name__)
