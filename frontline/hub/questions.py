"""What a post asks the hub for: receipts, letters and updates. Nothing is taken in by it."""

from __future__ import annotations

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from frontline.errors import BundleRefusedError
from frontline.hub.limits import RateLimit
from frontline.hub.mailroom import Mailroom
from frontline.hub.openapi import LETTERS, RECEIPTS, UPDATE, UPDATES, After, DeviceId, Number
from frontline.wire.exchange import (
    HeldAnswer,
    HeldEntry,
    LetterEntry,
    LettersAnswer,
    UpdateEntry,
    UpdatesAnswer,
    letters_path,
    receipts_path,
    update_path,
    updates_path,
)
from frontline.wire.refusals import Refusal

PAGE = 500
PAGE_BYTES = 2 * 1024 * 1024
_NOT_FOUND = 404


class TooManyCallsError(Exception):
    """Answered with 429; never leaves the service."""


def require(is_allowed: bool) -> None:
    """Raises TooManyCallsError."""
    if not is_allowed:
        raise TooManyCallsError


def answer_questions(service: FastAPI, mailroom: Mailroom, limit: RateLimit) -> None:
    """Each known device may ask for its own, and each address only so often."""

    def admit(device: str, request: Request) -> None:
        require(limit.allows(device, request.client.host if request.client else ""))

    @service.get(receipts_path("{device}"), **RECEIPTS)
    def receipts(device: DeviceId, request: Request, after: After = 0) -> HeldAnswer:
        admit(device, request)
        _require_known(mailroom, device)
        return _held(mailroom, device, after)

    @service.get(letters_path("{device}"), **LETTERS)
    def letters(device: DeviceId, request: Request, after: After = 0) -> LettersAnswer:
        admit(device, request)
        # What was answered to a lost machine's referrals is nothing for whoever has it now.
        _require_welcome(mailroom, device)
        return _letters(mailroom, device, after)

    @service.get(updates_path("{device}"), **UPDATES)
    def updates(device: DeviceId, request: Request, after: After = 0) -> UpdatesAnswer:
        admit(device, request)
        _require_welcome(mailroom, device)
        return _updates(mailroom, after)

    @service.get(update_path("{device}", "{number}"), **UPDATE)
    def update(device: DeviceId, number: Number, request: Request) -> Response:
        admit(device, request)
        _require_welcome(mailroom, device)
        content = mailroom.updates.content(number)
        if content is None:
            raise HTTPException(_NOT_FOUND)
        return Response(content, media_type="application/octet-stream")


def _require_known(mailroom: Mailroom, device: str) -> None:
    """Raises BundleRefusedError."""
    if mailroom.device(device) is None:
        raise BundleRefusedError(reason=Refusal.UNKNOWN_DEVICE)


def _require_welcome(mailroom: Mailroom, device: str) -> None:
    """Raises BundleRefusedError for a device that is not enrolled, or out of our hands."""
    enrolled = mailroom.device(device)
    if enrolled is None:
        raise BundleRefusedError(reason=Refusal.UNKNOWN_DEVICE)
    if enrolled.is_revoked:
        raise BundleRefusedError(reason=Refusal.DEVICE_REVOKED)


def _held(mailroom: Mailroom, device: str, after: int) -> HeldAnswer:
    found = mailroom.held(device, after, PAGE + 1)
    entries: list[HeldEntry] = []
    size = 0
    for bundle in found[:PAGE]:
        receipt = bundle.receipt.decode() if bundle.receipt is not None else None
        size += len(receipt or "")
        if entries and size > PAGE_BYTES:
            break
        entries.append(
            HeldEntry(
                sequence=bundle.sequence, payload_sha256=bundle.payload_sha256, receipt=receipt
            )
        )
    return HeldAnswer(held=tuple(entries), more=len(entries) < len(found))


def _letters(mailroom: Mailroom, device: str, after: int) -> LettersAnswer:
    found = mailroom.letters.letters(device, after, PAGE + 1)
    entries = (
        LetterEntry(number=each.number, letter=each.content.decode()) for each in found[:PAGE]
    )
    return LettersAnswer(letters=tuple(entries), more=len(found) > PAGE)


def _updates(mailroom: Mailroom, after: int) -> UpdatesAnswer:
    return UpdatesAnswer(
        updates=tuple(
            UpdateEntry(number=each.number, size=each.size, sha256=each.sha256)
            for each in mailroom.updates.current(after)
        )
    )
