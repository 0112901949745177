"""Built packs: the signed file an installed app runs.

The body holds the checked source and every translation: {"pack": …, "strings": {language:
{string id: [text, is reviewed]}}}.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pydantic import ValidationError

from frontline.crypto.canonical import Json
from frontline.crypto.signed_document import SignedDocument, read_document, write_document
from frontline.crypto.signing import SigningKey
from frontline.errors import ConditionError, DocumentRefusedError
from frontline.rules.compile import Translations, compile_pack
from frontline.rules.definitions import PackDefinition
from frontline.rules.source_models import Model, PackModel

PACK_KIND = "pack"


class _Body(Model):
    pack: PackModel
    strings: dict[str, dict[str, tuple[str, bool]]]


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """A pack read from its built file; `content` is that file, for pinning and carrying."""

    definition: PackDefinition
    source: PackModel
    content: bytes
    signed_by: str


def build_pack(pack: PackModel, translations: Translations, key: SigningKey) -> bytes:
    """The built file of a pack. The same source, translations and key give the same bytes."""
    strings: dict[str, Json] = {
        language: {name: [text, reviewed] for name, (text, reviewed) in sorted(found.items())}
        for language, found in sorted(translations.items())
    }
    body: dict[str, Json] = {
        "pack": pack.model_dump(mode="json", exclude_defaults=True),
        "strings": strings,
    }
    document = SignedDocument(PACK_KIND, pack.header.pack, pack.header.version, body)
    return write_document(document, key)


def read_built_pack(content: bytes, trusted_keys: Collection[str]) -> BuiltPack:
    """Raises UnknownSignerError, SignatureRefusedError or DocumentRefusedError."""
    document = read_document(content, trusted_keys)
    if document.kind != PACK_KIND:
        raise DocumentRefusedError(reason="kind", kind=document.kind)
    try:
        body = _Body.model_validate(document.body)
        definition = compile_pack(body.pack, body.strings)
    except (ValidationError, ConditionError, KeyError) as error:
        raise DocumentRefusedError(reason="pack-body") from error
    if (body.pack.header.pack, body.pack.header.version) != (document.name, document.version):
        raise DocumentRefusedError(reason="pack-name")
    return BuiltPack(definition, body.pack, content, document.signed_by)
