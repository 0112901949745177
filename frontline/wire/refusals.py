"""Why a bundle, or one item of it, is refused. Stable: hubs and posts of any age share them."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """Of a bundle as a whole."""

    TOO_LARGE = "too-large"
    FRAME = "frame"
    HEADER = "header"
    UNKNOWN_DEVICE = "unknown-device"
    DEVICE_SIGNATURE = "device-signature"
    DEVICE_REVOKED = "device-revoked"
    PAYLOAD_HASH = "payload-hash"
    UNOPENABLE = "unopenable"
    PADDING = "padding"
    INFLATED_TOO_LARGE = "inflated-too-large"
    NOT_CANONICAL = "not-canonical"
    CONTENT = "content"
    HEADER_MISMATCH = "header-mismatch"
    WRONG_HUB = "wrong-hub"
    MANIFEST_SIGNATURE = "manifest-signature"
    UNKNOWN_SIGNER = "unknown-signer"
    ITEM_LIST = "item-list"
    SLOTS = "slots"
    FORK = "fork"
    REPLAYED_SEQUENCE = "replayed-sequence"


class ItemRefusal(StrEnum):
    """Of one item in an otherwise sound bundle: it is quarantined, the rest imported."""

    UNKNOWN_KIND = "unknown-kind"
    UNREADABLE = "unreadable"
    SECOND_VERSION = "second-version"
