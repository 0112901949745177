"""Built packs: the signed file an installed app runs.

The body holds the checked source and every translation: {"pack": …, "strings": {language:
{"reviewed": [string id], "texts": {string id: text}}}}. A pack with spoken questions names each:
"clips": {language: {question id: {"at", "sha256", "size"}}}; they stand in a file of their own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from frontline.crypto.canonical import Json
from frontline.crypto.signed_document import SignedDocument, verify_document, write_document
from frontline.crypto.signing import SigningKey
from frontline.domain.identifiers import QuestionId
from frontline.errors import DocumentRefusedError
from frontline.errors_of_packs import ConditionError
from frontline.rules.clips import CLIPS_MAGIC, LONGEST_BYTES, MOST_BYTES, Clip, Sounds, index_of
from frontline.rules.compile import compile_pack
from frontline.rules.definitions import PackDefinition
from frontline.rules.shapes import Code, Language, Model
from frontline.rules.source_models import PackModel
from frontline.rules.texts import Translation, Translations

PACK_KIND = "pack"


class _Strings(Model):
    texts: dict[str, str]
    reviewed: tuple[str, ...]


class _Clip(Model):
    at: int = Field(ge=len(CLIPS_MAGIC), lt=2 * MOST_BYTES)
    size: int = Field(ge=1, le=LONGEST_BYTES)
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Body(Model):
    pack: PackModel
    strings: dict[str, _Strings]
    clips: dict[Language, dict[Code, _Clip]] = Field(default_factory=dict)


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


def build_pack(
    pack: PackModel, translations: Translations, key: SigningKey, sounds: Sounds | None = None
) -> bytes:
    """The built file of a pack. The same source, translations, sounds and key give the same bytes.

    The sounds themselves go into the file that `clips_file` makes.
    """
    strings: dict[str, Json] = {}
    for language, found in translations.items():
        reviewed: list[Json] = [*sorted(found.reviewed)]
        strings[language] = {"texts": dict(found.texts), "reviewed": reviewed}
    body: dict[str, Json] = {
        "pack": pack.model_dump(mode="json", exclude_defaults=True),
        "strings": strings,
    }
    if sounds:
        body["clips"] = _listed(sounds)
    document = SignedDocument(PACK_KIND, pack.header.pack, pack.header.version, body)
    return write_document(document, key)


def _listed(sounds: Sounds) -> Json:
    return {
        language: {
            question: {"at": clip.at, "size": clip.size, "sha256": clip.sha256}
            for question, clip in clips.items()
        }
        for language, clips in index_of(sounds).items()
    }


def _clips(body: _Body) -> dict[str, dict[QuestionId, Clip]]:
    return {
        language: {
            QuestionId(question): Clip(clip.at, clip.size, clip.sha256)
            for question, clip in clips.items()
        }
        for language, clips in body.clips.items()
    }


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
        definition = replace(compile_pack(body.pack, translations), clips=_clips(body))
    except (ValidationError, ConditionError, KeyError) as error:
        raise DocumentRefusedError(reason="pack-body") from error
    if (body.pack.header.pack, body.pack.header.version) != (document.name, document.version):
        raise DocumentRefusedError(reason="pack-name")
    return BuiltPack(definition, body.pack, translations, content, verified.signed_by)
