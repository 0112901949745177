"""The texts of a pack: their wording in every language, and whether each language has them all."""

from __future__ import annotations

from collections.abc import Iterator

from frontline.rules.catalogues import catalogue_file, catalogue_name
from frontline.rules.checks.wording import banned_words, forbidden_topics, gender_assumptions
from frontline.rules.definitions import Topic
from frontline.rules.faults import Fault
from frontline.rules.source import PackSource
from frontline.rules.source_models import PackModel
from frontline.rules.strings import pack_strings
from frontline.rules.texts import SOURCE_LANGUAGE, Translation, Translations
from frontline.rules.yaml_reader import Path


def check_source_texts(source: PackSource, pack: PackModel) -> Iterator[Fault]:
    """Wording of the English source."""
    wording = _Wording(pack)
    for string in pack_strings(pack):
        for code, word in wording.problems(string.id, string.value, SOURCE_LANGUAGE):
            part, steps = _place_of(source, string.id)
            yield source.fault(part, f"text.{code}", *steps, detail=word)


def check_translations(
    source: PackSource, pack: PackModel, translations: Translations
) -> Iterator[Fault]:
    """Missing strings and wording, language by language.

    The pack's own languages need every string; person languages need none, because what they
    lack is shown as missing, but may hold only what is said to the person.
    """
    strings = pack_strings(pack)
    in_base = {} if source.base is None else {s.id: s.value for s in pack_strings(source.base)}
    own = catalogue_name(pack.header)
    base = own if source.base is None else catalogue_name(source.base.header)
    catalogue = {s.id: base if in_base.get(s.id) == s.value else own for s in strings}
    for language in pack.header.languages:
        found = translations.get(language, Translation({}))
        for string in strings:
            if string.id not in found.texts:
                file = catalogue_file(language, catalogue[string.id])
                line = found.lines.get(string.id, 1)
                yield Fault(file, line, "translation.missing", string.id)
    wording = _Wording(pack)
    for language, found in translations.items():
        for string_id, text in found.texts.items():
            for code, word in wording.problems(string_id, text, language):
                file = catalogue_file(language, catalogue[string_id])
                line = found.lines.get(string_id, 1)
                yield Fault(file, line, f"translation.{code}", string_id, word)


class _Wording:
    """What is wrong with a text, by where it stands in the pack."""

    def __init__(self, pack: PackModel) -> None:
        self._of_gender = tuple(
            f"question.{question.id}."
            for question in pack.questions
            if question.topic is Topic.GENDER
        )

    def problems(self, string_id: str, text: str, language: str) -> Iterator[tuple[str, str]]:
        yield from (("banned-word", word) for word in banned_words(text, language))
        # Guidance may name what is not to be asked; only a question can ask it.
        if _is_asked_or_noted(string_id):
            yield from (("forbidden-topic", word) for word in forbidden_topics(text, language))
        if not string_id.startswith(self._of_gender):
            yield from (("gender-assumption", word) for word in gender_assumptions(text, language))


def _is_asked_or_noted(string_id: str) -> bool:
    kind, _, rest = string_id.partition(".")
    return (kind == "question" and not rest.endswith(".help")) or (
        kind == "indicator" and rest.endswith(".text")
    )


def _place_of(source: PackSource, string_id: str) -> tuple[str, Path]:
    """The part of the source a string stands in, and its field there."""
    names = string_id.split(".")
    for length in range(len(names), 0, -1):
        part = ".".join(names[:length])
        if part in source.places:
            file, path = source.places[part]
            return part, _field(file.data, path, names[length:])
    return "header", ("title",) if names[0] == "pack" else ("standard_answers", *names[1:])


def _field(data: object, path: Path, names: list[str]) -> Path:
    """The field that a string's last names stand for: `answer.yes.label`, `step.2`, `exit.plan`."""
    match names:
        case ["answer", code, last]:
            return ("answers", _index(data, (*path, "answers"), "code", code), last)
        case ["word", name]:
            return ("words", name)
        case ["exit", name]:
            return ("exits", _index(data, (*path, "exits"), "id", name), "text")
        case ["step", number]:
            return ("steps", int(number) - 1)
        case [name]:
            return (name,)
        case _:
            return ()


def _index(data: object, path: Path, key: str, name: str) -> int:
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    names = [entry.get(key) for entry in data] if isinstance(data, list) else []
    return names.index(name)
