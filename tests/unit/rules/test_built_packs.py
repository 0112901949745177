"""Built packs: one signed file that comes back as it was, or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frontline.crypto.canonical import Json
from frontline.crypto.development import development_key
from frontline.crypto.signed_document import SignedDocument, read_document, write_document
from frontline.crypto.signing import SigningKey
from frontline.errors import (
    DocumentRefusedError,
    FrontlineError,
    SignatureRefusedError,
    UnknownSignerError,
)
from frontline.rules.built import build_pack, read_built_pack
from frontline.rules.texts import Translation
from tests.support.packs import MINI, pack_model

KEY = development_key()
SPANISH = Translation({"pack.title": "Paquete pequeño"}, frozenset({"pack.title"}))


def built() -> bytes:
    return build_pack(pack_model(MINI), {"es": SPANISH}, KEY)


def signed(change: Callable[[dict[str, Json]], object], name: str = "mini") -> bytes:
    """The built file with another body, and a signature that fits it."""
    body = read_document(built(), {KEY.public}).body
    change(body)
    return write_document(SignedDocument("pack", name, 1, body), KEY)


def test_a_built_pack_comes_back_as_it_was() -> None:
    pack = read_built_pack(built(), {KEY.public})
    assert pack.source == pack_model(MINI)
    assert pack.signed_by == KEY.public
    title = pack.definition.texts.get("pack.title", "es")
    assert (title.value, title.is_reviewed, title.is_fallback) == ("Paquete pequeño", True, False)
    missing = pack.definition.texts.get("indicator.violence.text", "es")
    assert (missing.language, missing.is_fallback) == ("en", True)


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert built() == built()


def test_a_built_pack_is_a_document_like_any_other() -> None:
    """What parses it straight into models must find nothing that the strict reader refuses."""
    document = read_document(built(), {KEY.public})
    assert (document.kind, document.name, document.version) == ("pack", "mini", 1)


def _by(key: SigningKey) -> bytes:
    return build_pack(pack_model(MINI), {}, key)


def _glossary() -> bytes:
    return write_document(SignedDocument("glossary", "mini", 1, {}), KEY)


BAD: list[tuple[str, Callable[[], bytes], type[FrontlineError]]] = [
    ("another signer", lambda: _by(SigningKey.from_seed(b"\1" * 32)), UnknownSignerError),
    ("a changed byte", lambda: built().replace(b"Very long", b"Very lonG"), SignatureRefusedError),
    ("cut short", lambda: built()[:-2], SignatureRefusedError),
    ("no document", lambda: b"pack", DocumentRefusedError),
    ("another name", lambda: signed(dict, "maxi"), DocumentRefusedError),
    ("another kind", _glossary, DocumentRefusedError),
    ("a field too many", lambda: signed(lambda body: body.update(more=1)), DocumentRefusedError),
    ("no pack", lambda: signed(lambda body: body.pop("pack")), DocumentRefusedError),
    ("no strings", lambda: signed(lambda body: body.pop("strings")), DocumentRefusedError),
]


@pytest.mark.parametrize(("make", "error"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD])
def test_a_bad_file_is_refused(make: Callable[[], bytes], error: type[FrontlineError]) -> None:
    with pytest.raises(error):
        read_built_pack(make(), {KEY.public})
