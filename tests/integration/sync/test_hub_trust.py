"""Only the hub of the card is spoken to, whoever else answers at its address."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from frontline.crypto.certificate import Certificate, new_certificate
from frontline.errors import HubNotTrustedError, HubUnreachableError
from frontline.sync.https import HttpsTransport
from frontline.sync.hub_client import HubClient, Link
from frontline.sync.pinning import pinned_context
from frontline.wire.cards import HubCard
from tests.support.clock import SettableClock
from tests.support.hub import START, Post, ref_item
from tests.support.hub_roads import Waits, road, transport
from tests.support.hub_serving import RunningHub

HOST = "127.0.0.1"


class Answering(BaseHTTPRequestHandler):
    """Says to everybody what the server was told to say, and remembers who asked."""

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, ToldServer)
        server.asked.append(self.path)
        status, headers, body = server.answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_PUT = do_GET  # noqa: N815 -- the library's name

    def log_message(self, *_arguments: object) -> None: ...


class ToldServer(HTTPServer):
    answer: tuple[int, dict[str, str], bytes] = (200, {}, b"{}")

    def __init__(self) -> None:
        super().__init__((HOST, 0), Answering)
        self.asked: list[str] = []


@contextmanager
def answering(
    certificate: Certificate | None,
    folder: Path,
    answer: tuple[int, dict[str, str], bytes] = (200, {}, b"{}"),
) -> Iterator[ToldServer]:
    server = ToldServer()
    server.answer = answer
    if certificate is not None:
        (folder / "cert.pem").write_text(certificate.certificate)
        (folder / "key.pem").write_text(certificate.key)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def own_certificate(hub: RunningHub) -> Certificate:
    return Certificate(hub.folder.tls_certificate.read_text(), hub.folder.tls_key.read_text())


def card_for(hub: RunningHub, server: ToldServer) -> HubCard:
    return hub.card_at(server.server_address[1])


def signed_by_the_hubs_key(hub: RunningHub) -> Certificate:
    """Another certificate for the same host that an ordinary check would follow to the card's."""
    issuer = x509.load_pem_x509_certificate(own_certificate(hub).certificate.encode())
    issuer_key = load_pem_private_key(own_certificate(hub).key.encode(), None)
    assert isinstance(issuer_key, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    names = issuer.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    built = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "twin")]))
        .issuer_name(issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(START - timedelta(days=1))
        .not_valid_after(START + timedelta(days=900))
        .add_extension(names.value, critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    return Certificate(
        built.public_bytes(Encoding.PEM).decode(),
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
    )


def health(hub: str, epoch: int = 1) -> tuple[int, dict[str, str], bytes]:
    return 200, {}, f'{{"hub":"{hub}","epoch":{epoch}}}'.encode()


def test_another_certificate_at_the_address_is_not_trusted(hub: RunningHub, tmp_path: Path) -> None:
    waits = Waits()
    parcel = Post(hub.card).seal(ref_item(0))
    with answering(new_certificate(HOST, START), tmp_path, health(hub.card.hub)) as server:
        with pytest.raises(HubNotTrustedError, match="certificate"):
            transport(waits=waits).carry([parcel], card_for(hub, server))
        assert server.asked == []
    # Trying again would not make it the right one.
    assert waits.seconds == []


def test_a_certificate_the_hubs_own_key_signed_is_not_trusted(
    hub: RunningHub, tmp_path: Path
) -> None:
    twin = signed_by_the_hubs_key(hub)
    with answering(twin, tmp_path, health(hub.card.hub)) as server:
        with pytest.raises(HubNotTrustedError, match="certificate"):
            transport().probe(card_for(hub, server))
        assert server.asked == []

        # Control: without the fingerprint the ordinary checks would let it pass.
        plain = ssl.create_default_context(cadata=hub.card.certificate)
        url = card_for(hub, server).url
        assert httpx.get(f"{url}/v1/health", verify=plain, trust_env=False).status_code == 200


def test_a_certificate_for_another_host_is_not_trusted(hub: RunningHub) -> None:
    other = new_certificate("hub.example", START).certificate
    card = hub.card.model_copy(update={"certificate": other})

    with pytest.raises(HubNotTrustedError):
        transport().probe(card)


def test_the_name_on_the_certificate_is_checked_too(hub: RunningHub, tmp_path: Path) -> None:
    elsewhere = new_certificate("hub.example", START)
    with answering(elsewhere, tmp_path, health(hub.card.hub)) as server:
        card = card_for(hub, server).model_copy(update={"certificate": elsewhere.certificate})
        with pytest.raises(HubNotTrustedError):
            transport().probe(card)


def test_another_hub_behind_the_right_certificate_is_not_trusted(
    hub: RunningHub, tmp_path: Path
) -> None:
    parcel = Post(hub.card).seal(ref_item(0))
    with answering(own_certificate(hub), tmp_path, health("hub-other")) as server:
        with pytest.raises(HubNotTrustedError, match="another-hub"):
            transport().carry([parcel], card_for(hub, server))
        assert server.asked == ["/v1/health"]


@pytest.mark.parametrize("days", [-4000, 400])
def test_a_clock_that_is_years_off_does_not_cut_a_post_off(
    hub: RunningHub, tmp_path: Path, days: int
) -> None:
    """The certificate is compared as a whole; its dates, by a wrong clock, would add nothing."""
    now = SettableClock().now() + timedelta(days=days)
    certificate = new_certificate(HOST, now)
    with answering(certificate, tmp_path, health(hub.card.hub)) as server:
        card = card_for(hub, server).model_copy(update={"certificate": certificate.certificate})

        assert transport().probe(card).hub == hub.card.hub

        # Control: an ordinary context refuses it.
        plain = ssl.create_default_context(cadata=certificate.certificate)
        with pytest.raises(httpx.ConnectError):
            httpx.get(card.url, verify=plain, trust_env=False)


@pytest.mark.parametrize(
    "answer",
    [
        (302, {"Location": "https://127.0.0.1:1/elsewhere"}, b""),
        (307, {"Location": "http://127.0.0.1:1/"}, b""),
        (500, {}, b"oops"),
        (503, {}, b'{"code":"storage.disk-full"}'),
        (429, {}, b'{"code":"later"}'),
        (404, {}, b"<html>no such page</html>"),
        (200, {}, b"<html>Welcome to the hotel. Please sign in.</html>"),
        (200, {}, b'{"hub":"hub-0","epoch":1,"extra":2}'),
        (200, {"Content-Encoding": "gzip"}, b"not gzip"),
        (200, {}, b"x" * (9 * 1024 * 1024)),
    ],
    ids=["302", "307", "500", "503", "429", "404", "portal", "extra", "encoding", "huge"],
)
def test_any_other_answer_counts_as_no_hub(
    hub: RunningHub, tmp_path: Path, answer: tuple[int, dict[str, str], bytes]
) -> None:
    with answering(own_certificate(hub), tmp_path, answer) as server:
        with pytest.raises(HubUnreachableError):
            transport().probe(card_for(hub, server))
        assert server.asked == ["/v1/health"]


def test_a_server_without_encryption_is_no_hub(hub: RunningHub, tmp_path: Path) -> None:
    with answering(None, tmp_path, health(hub.card.hub)) as server:
        with pytest.raises(HubUnreachableError):
            transport().probe(card_for(hub, server))
        assert server.asked == []


def test_proxies_of_the_environment_are_not_used(
    hub: RunningHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(None, tmp_path) as proxy:
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://{HOST}:{proxy.server_address[1]}")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))

        assert transport().probe(hub.card).hub == hub.card.hub
        assert proxy.asked == []


def test_a_proxy_that_was_set_is_used(hub: RunningHub, tmp_path: Path) -> None:
    with answering(None, tmp_path) as proxy:
        link = Link(proxy=f"http://{HOST}:{proxy.server_address[1]}", connect_seconds=5)
        base = road()
        with pytest.raises(HubUnreachableError):
            HttpsTransport(type(base)(base.chance, base.sleep, link)).probe(hub.card)


def test_a_card_without_a_certificate_opens_no_connection(hub: RunningHub) -> None:
    broken = hub.card.model_copy(update={"certificate": "nothing"})

    with pytest.raises(HubNotTrustedError, match="card-certificate"):
        HubClient(broken, Link())


def test_only_the_newest_protocol_is_spoken(hub: RunningHub) -> None:
    context = pinned_context(hub.card.certificate)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.maximum_version = ssl.TLSVersion.TLSv1_2

    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{hub.card.url}/v1/health", verify=context, trust_env=False)
