"""TLS to one hub: the certificate of its card and no other, whoever else vouches for it."""

from __future__ import annotations

import socket
import ssl

from frontline.crypto.fingerprint import fingerprint, fingerprint_of_der
from frontline.errors import HubNotTrustedError

# OpenSSL's X509_V_FLAG_NO_CHECK_TIME, which Python's ssl does not name. The certificate is
# compared as a whole, so its dates add nothing; and clocks of posts are often years off.
_NO_CHECK_TIME = 0x200000


class PinnedContext(ssl.SSLContext):
    """Besides the ordinary checks, holds each connection to the fingerprint, before any byte of
    a request is sent. A certificate that the hub's own key signed for another is refused too."""

    pin: str

    def wrap_socket(
        self,
        sock: socket.socket,
        server_side: bool = False,
        do_handshake_on_connect: bool = True,
        suppress_ragged_eofs: bool = True,
        server_hostname: str | bytes | None = None,
        session: ssl.SSLSession | None = None,
    ) -> ssl.SSLSocket:
        wrapped = super().wrap_socket(
            sock,
            server_side,
            do_handshake_on_connect,
            suppress_ragged_eofs,
            server_hostname,
            session,
        )
        if fingerprint_of_der(wrapped.getpeercert(binary_form=True) or b"") != self.pin:
            wrapped.close()
            raise ssl.SSLCertVerificationError("not the pinned certificate")
        return wrapped


def pinned_context(certificate: str) -> PinnedContext:
    """For the PEM certificate of a hub card. Raises HubNotTrustedError where it is none."""
    context = PinnedContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cadata=certificate)
        context.pin = fingerprint(certificate)
    except (ssl.SSLError, ValueError) as error:
        raise HubNotTrustedError(reason="card-certificate") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_flags |= _NO_CHECK_TIME
    return context
