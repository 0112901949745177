"""What somebody may try who wants a post to run an older, another or a weaker document: on the way
there, with the key of a hub, and with the key of a signer who was tricked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from frontline.crypto.canonical import Json, canonical_json
from frontline.crypto.sealing import new_sealing_key
from frontline.crypto.signed_document import MAGIC, SignedDocument, read_document, write_document
from frontline.crypto.signing import SigningKey
from frontline.rules.source_models import PackModel
from frontline.services.updates import Updates
from frontline.wire.update import Update, listed, write_update
from tests.support.channels import focal_point_document, focal_point_of
from tests.support.desks import KEY, TRUSTED, Office, core_model, country_model
from tests.support.lowered_packs import thinner, weaker
from tests.support.oversight import body_of, oversight_document, oversight_keys
from tests.support.updates import (
    HUB,
    HUB_KEY,
    directory,
    glossary,
    pack,
    resigned,
    reworded_core,
    unsigned,
    update,
)

STRANGER = SigningKey.from_seed(b"x" * 32)
# The version of every document that the post has.
HELD = 5
# The indicator of the small core without which its golden cases come out lower.
GOLDEN = "deceived_about_job"
KINDS = ("pack", "directory", "glossary", "oversight", "focal-point")


@cache
def good(kind: str, version: int) -> bytes:
    match kind:
        case "pack":
            return pack(country_model(version))
        case "directory":
            return directory(version, "Clinic")
        case "glossary":
            return glossary(version, "How.")
        case "oversight":
            return oversight_document(body_of(oversight_keys()), version)
        case _:
            return focal_point_document(focal_point_of(new_sealing_key()), version)


@dataclass(frozen=True)
class Case:
    """`attempt` is made at a post that has version HELD of everything, by its supervisor."""

    name: str
    attempt: Callable[[Office, Updates], object]


def cases() -> Iterator[Case]:
    for kind in KINDS:
        for name, content in _documents(kind):
            yield Case(f"{kind}: {name}", _installing(content))
            yield Case(f"{kind} in an update: {name}", _receiving(_update_with(kind, content)))
    for name, content in _updates():
        yield Case(f"update: {name}", _receiving(content))
    for name, model in (*thinner(), *weaker()):
        yield Case(f"floor: {name}", _building(model, HELD + 1))
    yield from _golden()
    yield from _back()


def _documents(kind: str) -> Iterator[tuple[str, bytes]]:
    newer = good(kind, HELD + 1)
    yield "nobody signed it", unsigned(newer)
    yield "a stranger signed it", resigned(newer, STRANGER)
    yield "the hub alone signed it", resigned(newer, HUB_KEY)
    yield "a stranger signed it in the name of who may", _in_the_name(newer)
    yield "signed as another kind", _signed_as(newer, "update")
    yield "signed as a bundle", _signed_as(newer, "../bundle/frame")
    other = "glossary" if kind != "glossary" else "directory"
    yield (
        "said to be another kind",
        newer.replace(f'"kind":"{kind}"'.encode(), f'"kind":"{other}"'.encode(), 1),
    )
    yield "another kind in truth", resigned(newer, KEY, kind=other)
    yield "of a kind that is none", resigned(newer, KEY, kind="recipe")
    yield "the signature of the one before", _signature_of(newer, good(kind, HELD))
    yield "a version that its signature is not for", _renumbered(newer)
    yield "older", good(kind, HELD - 1)
    yield "the same version with other words", _worded_otherwise(kind)
    yield "version 0", resigned(newer, KEY, version=0)
    yield "version true", resigned(newer, KEY, version=True)
    yield "cut off", newer[:-30]
    yield "something behind it", newer + b" "
    yield "spaces in it", _spaced(newer)
    yield "a name twice", _name_twice(newer)
    yield "without what it is about", resigned(newer, KEY, body={})


def _updates() -> Iterator[tuple[str, bytes]]:
    newer = good("directory", HELD + 1)
    sound = update(9, newer)
    yield "the number it has", update(5, newer)
    yield "an older number", update(4, newer)
    yield "number 0", resigned(sound, HUB_KEY, version=0)
    yield "of another hub", update(9, newer, hub="hub-b")
    yield "of another hub, with its key", update(9, newer, hub="hub-b", key=STRANGER)
    yield "of this hub, with another's key", update(9, newer, key=STRANGER)
    yield "signed by who signs documents", resigned(sound, KEY)
    yield "nobody signed it", unsigned(sound)
    yield "signed for another purpose", _signed_as(sound, "directory", HUB_KEY)
    yield "changed on its way", sound.replace(b"Clinic", b"Clinik")
    yield "cut off", sound[:-50]
    yield "two updates in one file", sound + sound
    yield "one document twice", update(9, newer, good("directory", HELD + 2))
    yield "one more field", resigned(sound, HUB_KEY, body=_body(newer) | {"note": "x"})
    yield "no document", resigned(sound, HUB_KEY, body=_body(newer) | {"documents": []})
    many: list[Json] = [_entry(newer)] * 33
    yield "too many documents", resigned(sound, HUB_KEY, body=_body(newer) | {"documents": many})
    changes: dict[str, dict[str, Json]] = {
        "another name": {"name": "alpha"},
        "a later version": {"version": HELD + 9},
        "another kind": {"kind": "glossary"},
        "a kind that is none": {"kind": "update"},
    }
    for name, change in changes.items():
        entries: list[Json] = [_entry(newer) | change]
        body = _body(newer) | {"documents": entries}
        yield f"lists {name}", resigned(sound, HUB_KEY, body=body)
    inside: list[Json] = [_entry(newer) | {"content": sound.decode()}]
    yield (
        "an update in an update",
        resigned(sound, HUB_KEY, body=_body(newer) | {"documents": inside}),
    )


def _golden() -> Iterator[Case]:
    """A core whose golden cases come out lower, with and without the cases that say so."""
    model = core_model(HELD + 1)
    for at, indicator in enumerate(model.indicators):
        silent = indicator.model_copy(update={"strength": {}, "urgent": False})
        if indicator.code != GOLDEN:
            continue
        parts = (*model.indicators[:at], silent, *model.indicators[at + 1 :])
        weak = model.model_copy(update={"indicators": parts})
        bare = weak.model_copy(update={"cases": ()})
        yield Case(f"core: {indicator.code} says nothing", _building(weak, HELD + 1))
        yield Case(
            f"core: {indicator.code} says nothing, and no case asks", _building(bare, HELD + 1)
        )


def _back() -> Iterator[Case]:
    """Back to what is not kept, and forward to what never came."""
    yield Case(
        "oversight: rolled back",
        lambda office, _updates: office.documents.roll("oversight", "tango", forward=False),
    )
    yield Case(
        "focal-point: rolled back",
        lambda office, _updates: office.documents.roll("focal-point", "xa", forward=False),
    )
    yield Case(
        "pack: rolled back to none",
        lambda office, _updates: office.documents.roll("pack", "land", forward=False),
    )
    yield Case(
        "pack: rolled forward to none",
        lambda office, _updates: office.documents.roll("pack", "land", forward=True),
    )
    yield Case(
        "the core is exchanged beside a sound directory",
        lambda office, _updates: office.documents.install_all(
            (good("directory", HELD + 1), resigned(reworded_core(HELD + 1), STRANGER))
        ),
    )


def _installing(content: bytes) -> Callable[[Office, Updates], object]:
    return lambda office, _updates: office.documents.install(content)


def _building(model: PackModel, version: int) -> Callable[[Office, Updates], object]:
    header = model.header.model_copy(update={"version": version})
    return lambda office, _updates: office.documents.install(
        pack(model.model_copy(update={"header": header}))
    )


def _receiving(content: bytes) -> Callable[[Office, Updates], object]:
    """Taken in and accepted, as far as it goes."""

    def attempt(_office: Office, updates: Updates) -> None:
        updates.accept(updates.receive(content))

    return attempt


def _update_with(kind: str, content: bytes) -> bytes:
    """By the hub, which lists whatever it likes."""
    entry = listed(kind, _name(kind), HELD + 1, good(kind, HELD + 1))
    entry = entry.model_copy(update={"content": content.decode()})
    return write_update(Update(HUB, 9, "2026-11-22", (entry,)), HUB_KEY)


def _name(kind: str) -> str:
    return read_document(good(kind, HELD + 1), TRUSTED).name


def _entry(content: bytes) -> dict[str, Json]:
    found = read_document(content, TRUSTED)
    return {
        "kind": found.kind,
        "name": found.name,
        "version": found.version,
        "content": content.decode(),
    }


def _body(content: bytes) -> dict[str, Json]:
    documents: list[Json] = [_entry(content)]
    return {"made": "2026-11-22", "documents": documents}


def _split(content: bytes) -> tuple[bytes, bytes]:
    frame, _, payload = content[len(MAGIC) :].partition(b"\n")
    return frame, payload


def _framed(kind: str, key: str, signature: str, payload: bytes) -> bytes:
    frame = canonical_json({"key": key, "kind": kind, "signature": signature})
    return MAGIC + frame + b"\n" + payload


def _in_the_name(content: bytes) -> bytes:
    found, payload = read_document(content, TRUSTED), _split(content)[1]
    signature = STRANGER.sign(f"document/{found.kind}", payload)
    return _framed(found.kind, KEY.public, signature, payload)


def _signed_as(content: bytes, kind: str, key: SigningKey = KEY) -> bytes:
    """By who may, over these words, for another purpose."""
    found = read_document(content, {KEY.public, HUB_KEY.public})
    payload = _split(content)[1]
    return _framed(found.kind, key.public, key.sign(f"document/{kind}", payload), payload)


def _signature_of(content: bytes, other: bytes) -> bytes:
    return MAGIC + _split(other)[0] + b"\n" + _split(content)[1]


def _renumbered(content: bytes) -> bytes:
    old, new = f'"version":{HELD + 1}}}'.encode(), f'"version":{HELD + 7}}}'.encode()
    start, end = content.rsplit(old, 1)
    return start + new + end


def _worded_otherwise(kind: str) -> bytes:
    found = read_document(good(kind, HELD), TRUSTED)
    match kind:
        case "directory":
            return directory(HELD, "Another clinic")
        case "glossary":
            return glossary(HELD, "Otherwise.")
        case "pack":
            model = country_model(HELD)
            questions = (
                *model.questions[:-1],
                model.questions[-1].model_copy(update={"text": "?"}),
            )
            return pack(model.model_copy(update={"questions": questions}))
        case _:
            body = found.body | {"name": "Another office (fictitious)"}
            return write_document(SignedDocument(found.kind, found.name, HELD, body), KEY)


def _spaced(content: bytes) -> bytes:
    """The same value, signed by who may, in another spelling."""
    found = read_document(content, TRUSTED)
    payload = _split(content)[1].replace(b",", b", ", 1)
    return _framed(found.kind, KEY.public, KEY.sign(f"document/{found.kind}", payload), payload)


def _name_twice(content: bytes) -> bytes:
    found = read_document(content, TRUSTED)
    payload = _split(content)[1].replace(b'{"body"', b'{"body":{},"body"', 1)
    return _framed(found.kind, KEY.public, KEY.sign(f"document/{found.kind}", payload), payload)
