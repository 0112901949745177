"""Built packs: the signed file an installed app runs.

The body holds the checked source and every translation: {"pack": …, "strings": {language:
{"reviewed": [string id], "texts": {string id: text}}}}.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from frontline.crypto.canonical import Json
from frontline.crypto.signed_document import SignedDocument, verify_document, write_document
from frontline.crypto.signing import SigningKey
from frontline.errors import DocumentRefusedError
from frontline.errors_of_packs import ConditionError
from frontline.rules.compile import compile_pack
from frontline.rules.definitions import PackDefinition
from frontline.rules.shapes import Model
from frontline.rules.source_models import PackModel
from frontline.rules.texts import Translation, Translations

PACK_KIND = "pack"


class _Strings(Model):
    texts: dict[str, str]
    reviewed: tuple[str, ...]


class _Body(Model):
    pack: PackModel
    strings: dict[str, _Strings]


class _Document(Model):
    kind: Literal["pack"]
    name: str
    version: int
    body: _Body


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """A pack read from its built file; `content` is that file, for pinning and carrying."""

    definition: PackDefinition
    source: PackModel
    translations: Translations
    content: bytes
    signed_by: str


def build_pack(pack: PackModel, translations: Translations, key: SigningKey) -> bytes:
    """The built file of a pack. The same source, translations and key give the same bytes."""
    strings: dict[str, Json] = {}
    for language, found in translations.items():
        reviewed: list[Json] = [*sorted(found.reviewed)]
        strings[language] = {"texts": dict(found.texts), "reviewed": reviewed}
    body: dict[str, Json] = {
        "pack": pack.model_dump(mode="json", exclude_defaults=True),
        "strings": strings,
    }
    document = SignedDocument(PACK_KIND, pack.header.pack, pack.header.version, body)
    return write_document(document, key)


def read_built_pack(content: bytes, trusted_keys: Collection[str]) -> BuiltPack:
    """Raises UnknownSignerError, SignatureRefusedError or DocumentRefusedError.

    Packs are large and read at every sign-in, so a verified one is parsed straight into its
    models. That its bytes are canonical was checked when it was installed (`read_document`).
    """
    verified = verify_document(content, trusted_keys)
    if verified.kind != PACK_KIND:
        raise DocumentRefusedError(reason="kind", kind=verified.kind)
    try:
        document = _Document.model_validate_json(verified.payload)
        body = document.body
        translations = {
            language: Translation(found.texts, frozenset(found.reviewed))
            for language, found in body.strings.items()
        }
        definition = compile_pack(body.pack, translations)
    except (ValidationError, ConditionError, KeyError) as error:
        raise DocumentRefusedError(reason="pack-body") from error
    if (body.pack.header.pack, body.pack.header.version) != (document.name, document.version):
        raise DocumentRefusedError(reason="pack-name")
    return BuiltPack(definition, body.pack, translations, content, verified.signed_by)
