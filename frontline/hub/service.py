"""The hub on the network.

    PUT /v1/bundles/{device}/{sequence}            a bundle's file, sent or sent again
    GET /v1/devices/{device}/receipts?after=N      what is held above sequence N, and its receipts
    GET /v1/health                                 which hub this is

Every refusal is JSON {"code": ...}. Bodies are never logged. What a stranger can make the hub do
is bounded: 2 KiB are taken in, one row is looked up, and then a known device must have signed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.telemetry import TelemetryConfig
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from frontline.errors import BundleRefusedError, DiskFullError, StorageUnwritableError
from frontline.hub.ingest import Ingest
from frontline.hub.mailroom import Mailroom
from frontline.wire.cards import HubCard
from frontline.wire.exchange import (
    HEALTH_PATH,
    CodeAnswer,
    HeldAnswer,
    HeldEntry,
    HubHealth,
    bundle_path,
    receipts_path,
)
from frontline.wire.frame import HEAD_BYTES, MAX_FILE, read_header
from frontline.wire.refusals import Refusal

PAGE = 500
PAGE_BYTES = 2 * 1024 * 1024
# A poor link may need many minutes for a bundle, but not one for its next few bytes.
CHUNK_SECONDS = 60.0
_STATUS = {
    Refusal.TOO_LARGE.value: 413,
    Refusal.UNKNOWN_DEVICE.value: 403,
    Refusal.DEVICE_SIGNATURE.value: 403,
    Refusal.DEVICE_REVOKED.value: 403,
    Refusal.FORK.value: 409,
}
# Whatever the environment says, nobody is told which posts call and when.
_SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
_NOT_NOW = 503
_TOO_SLOW = 408
_BAD_REQUEST = 400

After = Annotated[int, Query(ge=0, lt=2**53)]


def create_service(card: HubCard, mailroom: Mailroom, uploaded: Callable[[], None]) -> FastAPI:
    """The ASGI application. `uploaded` is called after each upload, before it is answered."""
    # No pages of documentation: they would load scripts from elsewhere.
    service = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, telemetry=_SILENT)
    ingest = Ingest(mailroom)

    @service.get(HEALTH_PATH)
    async def health() -> HubHealth:
        return HubHealth(hub=card.hub, epoch=card.epoch)

    @service.put(bundle_path("{device}", "{sequence}"))
    async def put_bundle(device: str, sequence: int, request: Request) -> JSONResponse:
        content = await _taken_in(request, lambda start: _admit(ingest, start, device, sequence))
        accepted = await run_in_threadpool(ingest.accept, content)
        await run_in_threadpool(uploaded)
        return _coded("received", 201) if accepted.is_new else _coded("known", 200)

    @service.get(receipts_path("{device}"))
    def receipts(device: str, after: After = 0) -> HeldAnswer:
        if mailroom.device(device) is None:
            raise BundleRefusedError(reason=Refusal.UNKNOWN_DEVICE)
        return _held(mailroom, device, after)

    _speak_in_codes(service)
    return service


async def _taken_in(request: Request, admit: Callable[[bytes], None]) -> bytes:
    """The body, refused as early as its beginning allows. Raises BundleRefusedError."""
    body = bytearray()
    is_admitted = False
    async for chunk in _chunks(request):
        body += chunk
        if len(body) > MAX_FILE:
            raise BundleRefusedError(reason=Refusal.TOO_LARGE)
        if not is_admitted and len(body) >= HEAD_BYTES:
            await run_in_threadpool(admit, bytes(body[:HEAD_BYTES]))
            is_admitted = True
    if not is_admitted:
        await run_in_threadpool(admit, bytes(body))
    return bytes(body)


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    stream = aiter(request.stream())
    while True:
        try:
            async with asyncio.timeout(CHUNK_SECONDS):
                chunk = await anext(stream)
        except StopAsyncIteration:
            return
        yield chunk


def _admit(ingest: Ingest, start: bytes, device: str, sequence: int) -> None:
    header = read_header(start)
    if (header.device, header.sequence) != (device, sequence):
        raise BundleRefusedError(reason=Refusal.HEADER_MISMATCH)
    ingest.admit(header)


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


def _speak_in_codes(service: FastAPI) -> None:
    @service.exception_handler(BundleRefusedError)
    async def refused(_request: Request, error: BundleRefusedError) -> JSONResponse:
        reason = str(error.facts["reason"])
        return _coded(reason, _STATUS.get(reason, _BAD_REQUEST))

    @service.exception_handler(DiskFullError)
    @service.exception_handler(StorageUnwritableError)
    async def not_now(_request: Request, error: DiskFullError) -> JSONResponse:
        return _coded(error.code, _NOT_NOW)

    @service.exception_handler(RequestValidationError)
    async def malformed(_request: Request, _error: RequestValidationError) -> JSONResponse:
        return _coded("request", _BAD_REQUEST)

    @service.exception_handler(HTTPException)
    async def other(_request: Request, error: HTTPException) -> JSONResponse:
        return _coded("request", error.status_code)

    @service.exception_handler(TimeoutError)
    async def too_slow(_request: Request, _error: TimeoutError) -> JSONResponse:
        return _coded("too-slow", _TOO_SLOW)

    @service.exception_handler(ClientDisconnect)
    async def gone(_request: Request, _error: ClientDisconnect) -> JSONResponse:
        # Nobody reads this; without it a broken link would look like a fault of ours.
        return _coded("gone", _BAD_REQUEST)


def _coded(code: str, status: int) -> JSONResponse:
    return JSONResponse(CodeAnswer(code=code).model_dump(), status)
