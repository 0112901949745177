"""Fingerprints of TLS certificates: what posts pin, and people compare."""

from __future__ import annotations

from hashlib import sha256


def fingerprint_of_der(der: bytes) -> str:
    """SHA-256 of a certificate as it comes over the wire, 64 hex digits."""
    return sha256(der).hexdigest()


def fingerprint(certificate: str) -> str:
    """SHA-256 of a PEM certificate. Raises ValueError where it is none."""
    # Megabytes that the desktop needs only where it meets a hub.
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415

    return fingerprint_of_der(
        x509.load_pem_x509_certificate(certificate.encode()).public_bytes(Encoding.DER)
    )
