"""The hub on the network.

    PUT /v1/bundles/{device}/{sequence}            a bundle's file, sent or sent again
    GET /v1/devices/{device}/receipts?after=N      what is held above sequence N, and its receipts
    GET /v1/devices/{device}/letters?after=N       what services answered, above letter N
    GET /v1/devices/{device}/updates?after=N       updates above number N
    GET /v1/devices/{device}/updates/{number}      one update
    GET /v1/health                                 which hub this is

Every refusal is JSON {"code": ...}. Bodies are never logged. What a stranger can make the hub do
is bounded: 2 KiB are taken in, one row is looked up, and then a known device must have signed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.telemetry import TelemetryConfig
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from frontline.errors import BundleRefusedError, DiskFullError, StorageUnwritableError
from frontline.hub.ingest import Ingest
from frontline.hub.limits import Rate, RateLimit
from frontline.hub.mailroom import Mailroom
from frontline.hub.openapi import DESCRIPTION, UPLOAD, DeviceId, Sequence
from frontline.hub.questions import TooManyCallsError, answer_questions, require
from frontline.hub.watch import Tally, Watched, say_code
from frontline.wire.cards import HubCard
from frontline.wire.exchange import HEALTH_PATH, CodeAnswer, HubHealth, bundle_path
from frontline.wire.frame import HEAD_BYTES, MAX_FILE, read_header
from frontline.wire.refusals import Refusal

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
SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
_NOT_NOW = 503
_TOO_SLOW = 408
_TOO_MANY = 429
_LATER = (_NOT_NOW, _TOO_MANY)
RETRY_SECONDS = 30
_BAD_REQUEST = 400


def create_service(
    card: HubCard,
    mailroom: Mailroom,
    uploaded: Callable[[], None],
    tally: Tally | None = None,
    rate: Rate | None = None,
) -> FastAPI:
    """The ASGI application. `uploaded` is called after each upload, before it is answered."""
    # No pages of documentation: they would load scripts from elsewhere. The document itself is
    # docs/formats/hub-openapi.json.
    service = FastAPI(
        docs_url=None, redoc_url=None, openapi_url=None, telemetry=SILENT, **DESCRIPTION
    )
    ingest, rate = Ingest(mailroom), rate or Rate()
    uploads = RateLimit(rate)

    def admit(start: bytes, device: str, sequence: int) -> None:
        _admit(ingest, start, device, sequence)
        # Only now, so that nobody uses up the calls of somebody else.
        require(uploads.allows(device))

    @service.get(HEALTH_PATH, summary="Which hub this is")
    async def health() -> HubHealth:
        return HubHealth(hub=card.hub, epoch=card.epoch)

    @service.put(bundle_path("{device}", "{sequence}"), **UPLOAD)
    async def put_bundle(device: DeviceId, sequence: Sequence, request: Request) -> JSONResponse:
        content = await _taken_in(request, lambda start: admit(start, device, sequence))
        accepted = await run_in_threadpool(ingest.accept, content)
        await run_in_threadpool(uploaded)
        if accepted.is_new:
            return _coded(request, "received", 201)
        return _coded(request, "known", 200)

    answer_questions(service, mailroom, RateLimit(rate))
    _speak_in_codes(service)
    service.add_middleware(Watched, tally=tally or Tally())
    return service


async def _taken_in(request: Request, admit: Callable[[bytes], None]) -> bytes:
    """The body, refused as early as its beginning allows. Raises BundleRefusedError."""
    body = bytearray()
    stream = aiter(request.stream())
    # A stranger who drips in a byte now and then does not hold the line for hours.
    async with asyncio.timeout(CHUNK_SECONDS):
        async for chunk in stream:
            body += chunk
            if len(body) >= HEAD_BYTES:
                break
    await run_in_threadpool(admit, bytes(body[:HEAD_BYTES]))
    _require_room(body)
    async for chunk in _chunks(stream):
        body += chunk
        _require_room(body)
    return bytes(body)


def _require_room(body: bytearray) -> None:
    if len(body) > MAX_FILE:
        raise BundleRefusedError(reason=Refusal.TOO_LARGE)


async def _chunks(stream: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
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


def _speak_in_codes(service: FastAPI) -> None:
    @service.exception_handler(BundleRefusedError)
    async def refused(request: Request, error: BundleRefusedError) -> JSONResponse:
        reason = str(error.facts["reason"])
        return _coded(request, reason, _STATUS.get(reason, _BAD_REQUEST))

    @service.exception_handler(DiskFullError)
    @service.exception_handler(StorageUnwritableError)
    async def not_now(request: Request, error: DiskFullError) -> JSONResponse:
        return _coded(request, error.code, _NOT_NOW)

    @service.exception_handler(RequestValidationError)
    async def malformed(request: Request, _error: RequestValidationError) -> JSONResponse:
        return _coded(request, "request", _BAD_REQUEST)

    @service.exception_handler(HTTPException)
    async def other(request: Request, error: HTTPException) -> JSONResponse:
        return _coded(request, "request", error.status_code)

    @service.exception_handler(TimeoutError)
    async def too_slow(request: Request, _error: TimeoutError) -> JSONResponse:
        return _coded(request, "too-slow", _TOO_SLOW)

    @service.exception_handler(TooManyCallsError)
    async def too_many(request: Request, _error: TooManyCallsError) -> JSONResponse:
        return _coded(request, "too-many", _TOO_MANY)

    @service.exception_handler(ClientDisconnect)
    async def gone(request: Request, _error: ClientDisconnect) -> JSONResponse:
        # Nobody reads this; without it a broken link would look like a fault of ours.
        return _coded(request, "gone", _BAD_REQUEST)


def _coded(request: Request, code: str, status: int) -> JSONResponse:
    say_code(request.scope.setdefault("state", {}), code)
    headers = {"Retry-After": str(RETRY_SECONDS)} if status in _LATER else None
    return JSONResponse(CodeAnswer(code=code).model_dump(), status, headers)
