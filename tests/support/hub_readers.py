"""A hub that reads forged bundles, and what it says to them."""

from __future__ import annotations

from typing import Any

import pytest

from frontline.errors import BundleRefusedError
from frontline.wire.bundle import Bundle, check_signers, open_bundle
from frontline.wire.frame import Frame
from frontline.wire.refusals import Refusal
from tests.support.hub_forgery import HUB, Forger

FORGER = Forger()
GOOD = FORGER.content()


def opened(frame: Frame) -> Bundle:
    bundle = open_bundle(frame, FORGER.hub_key.identity, HUB)
    check_signers(bundle, FORGER.device_key.public, frozenset({FORGER.supervisor_key.public}))
    return bundle


def expect_reason(error: BundleRefusedError) -> None:
    """Every refusal has one of the stable reasons."""
    assert error.facts["reason"] in set(Refusal)


def refusal_of(frame: Frame) -> Refusal:
    with pytest.raises(BundleRefusedError) as caught:
        opened(frame)
    return Refusal(str(caught.value.facts["reason"]))


def changed(**parts: Any) -> dict[str, Any]:
    return {**GOOD, **parts}


def resigned(**fields: object) -> dict[str, Any]:
    """Good content whose manifest was changed and signed again by those who may."""
    return FORGER.content(**fields)
