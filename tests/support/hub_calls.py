"""Requests to the hub's service without a network between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping

import httpx
from fastapi import FastAPI


class ServiceCalls:
    def __init__(self, service: FastAPI) -> None:
        self._transport = httpx.ASGITransport(service)

    def get(self, path: str, params: Mapping[str, int] | None = None) -> httpx.Response:
        return self.request("GET", path, params=params)

    def put(self, path: str, content: bytes | Iterable[bytes]) -> httpx.Response:
        return self.request("PUT", path, content=content)

    def request(
        self,
        method: str,
        path: str,
        content: bytes | Iterable[bytes] | None = None,
        params: Mapping[str, int] | None = None,
    ) -> httpx.Response:
        async def ask() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=self._transport, base_url="https://hub.example"
            ) as client:
                body = content if isinstance(content, bytes | None) else _parts(content)
                return await client.request(method, path, content=body, params=params)

        return asyncio.run(ask())


async def _parts(content: Iterable[bytes]) -> AsyncIterator[bytes]:
    for part in content:
        yield part
