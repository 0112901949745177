"""What changed between two packs, field by field, in words that need no knowledge of the format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from frontline.rules.condition_words import ConditionWords
from frontline.rules.source_models import PackModel
from frontline.rules.texts import Translation, Translations

Kind = Literal["added", "removed", "changed"]

# What names an entry of a list, by the first of these it has.
_KEYS = ("code", "id", "question", "at_least")
# What says it to a reader, by the first of these it has.
_TITLES = ("text", "label", "title", "reason", "question")
_CONDITIONS = ("when", "privacy_gate")
_WORDS = {
    "adult_labour": "adults (labour)",
    "child_labour": "children (labour)",
    "adult_sexual": "adults (sexual)",
    "child_sexual": "children (sexual)",
    "other": "other forms",
    "raises": "shows, at answer",
    "say": "words to the person",
    "when": "condition",
    "stays_local": "never leaves the machine",
    "each_talk": "asked anew in each talk",
    "most_sensitive": "most sensitive questions",
}


@dataclass(frozen=True, slots=True)
class Change:
    """`title` is the English text of the thing; `field` is in words, empty unless it `changed`."""

    kind: Kind
    thing: str
    code: str
    title: str
    field: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class TranslationChanges:
    """Ids of the strings of one language. `reviewed`: read by a second speaker since."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    reviewed: tuple[str, ...]


def compare_packs(old: PackModel, new: PackModel) -> Iterator[Change]:
    """Every difference of the rules and of their English texts."""
    words = ConditionWords(old), ConditionWords(new)
    before, after = _things(old), _things(new)
    for thing in before:
        olds, news = before[thing], after[thing]
        for code in dict.fromkeys((*olds, *news)):
            if code not in olds:
                yield Change("added", thing, code, _title(news[code]))
            elif code not in news:
                yield Change("removed", thing, code, _title(olds[code]))
            elif olds[code] != news[code]:
                title = _title(news[code])
                for field, was, now in _fields(olds[code], news[code], words):
                    yield Change("changed", thing, code, title, field, was, now)


def compare_translations(old: Translations, new: Translations) -> dict[str, TranslationChanges]:
    """By language, those with a difference only."""
    found = {}
    for language in sorted(set(old) | set(new)):
        was, now = old.get(language, Translation({})), new.get(language, Translation({}))
        before, after = was.texts, now.texts
        changes = TranslationChanges(
            added=tuple(sorted(after.keys() - before.keys())),
            removed=tuple(sorted(before.keys() - after.keys())),
            changed=tuple(
                name for name in sorted(before.keys() & after.keys()) if before[name] != after[name]
            ),
            reviewed=tuple(sorted(now.reviewed - was.reviewed)),
        )
        if changes != TranslationChanges((), (), (), ()):
            found[language] = changes
    return found


def _things(pack: PackModel) -> dict[str, dict[str, BaseModel]]:
    protocols = pack.protocols
    lists: dict[str, Sequence[BaseModel]] = {
        "form of exploitation": pack.header.forms,
        "indicator": pack.indicators,
        "question": pack.questions,
        "instrument": pack.instruments,
        "concern": protocols.concerns,
        "notice": protocols.notices,
        "protocol": protocols.protocols,
        "offer": pack.routing.offers,
        "golden case": pack.cases,
        "sentence of the card": pack.person.rights,
    }
    found = {thing: {_key(part): part for part in parts} for thing, parts in lists.items()}
    header = pack.header.model_copy(update={"forms": ()})
    gate = protocols.model_copy(update={"concerns": (), "notices": (), "protocols": ()})
    found["pack"] = {"header": header, "rules": gate}
    words = pack.person.words
    found["words to the person"] = {} if words is None else {"words": words}
    found["country"] = {} if pack.country is None else {"country": pack.country}
    return found


def _key(part: BaseModel) -> str:
    return str(getattr(part, "code", None) or getattr(part, "id", None))


def _title(part: BaseModel) -> str:
    return next((str(text) for name in _TITLES if (text := getattr(part, name, None))), "")


def _fields(
    old: BaseModel, new: BaseModel, words: tuple[ConditionWords, ConditionWords]
) -> Iterator[tuple[str, str, str]]:
    before, after = (part.model_dump(mode="json") for part in (old, new))
    for path, was, now in _differences(before, after, ()):
        name = ", ".join(_WORDS.get(step, step.replace("_", " ")) for step in path)
        yield name, _told(was, path, words[0]), _told(now, path, words[1])


_Path = tuple[str, ...]


def _differences(old: object, new: object, path: _Path) -> Iterator[tuple[_Path, object, object]]:
    """The least parts that differ: a whole entry where it is new or gone, else its fields."""
    if old == new:
        return
    is_whole = old is None or new is None or (bool(path) and path[-1] in _CONDITIONS)
    before, after = _entries(old), _entries(new)
    if is_whole or not (before or after):
        yield path, old, new
        return
    if set(before) == set(after) and list(before) != list(after) and isinstance(new, list):
        yield (*path, "order"), list(before), list(after)
    for name in dict.fromkeys((*before, *after)):
        yield from _differences(before.get(name), after.get(name), (*path, name))


def _entries(value: object) -> dict[str, object]:
    """What is inside, by name; nothing where it is a plain value or a list of such."""
    if isinstance(value, Mapping):
        return {str(name): inner for name, inner in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return {str(next(each[key] for key in _KEYS if key in each)): each for each in value}
    return {}


def _told(value: object, path: _Path, words: ConditionWords) -> str:
    """A value in words; empty where there is none."""
    if path[-1] in _CONDITIONS and value is not None:
        return words.of(value)
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(
                words.sign(str(each)) if "raises" in path else str(each) for each in value
            )
        case Mapping():
            return next((str(value[key]) for key in _TITLES if value.get(key)), "")
        case _:
            return str(value)
