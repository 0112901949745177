"""A pack's strings for one screening: the officer's in their language, the person's in theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frontline.domain.answers import NONE_OF_THESE, AnswerValue, Money, QuestionKind, is_open
from frontline.domain.identifiers import IndicatorCode, QuestionId
from frontline.rules.definitions import PackDefinition, Question
from frontline.rules.texts import Text
from frontline.ui.formats import country_text, day_text, money_text


@dataclass(frozen=True, slots=True)
class PackWords:
    """`officer` and `person` are language codes. `now`: the rules in force, which may have names
    for forms that `pack` has none for."""

    pack: PackDefinition
    officer: str
    person: str
    now: PackDefinition | None = None

    def text(self, string_id: str) -> str:
        return self.pack.texts.get(string_id, self.officer).value

    def question(self, question: QuestionId) -> str:
        return self.text(f"question.{question}.text")

    def form(self, code: str) -> str:
        """A form of exploitation; its code where no rules at hand have it any more."""
        for pack in (self.pack, self.now):
            if pack is not None and code in pack.forms:
                return pack.texts.get(f"form.{code}.label", self.officer).value
        return code

    def help(self, question: QuestionId) -> str:
        string_id = f"question.{question}.help"
        return self.text(string_id) if self.pack.texts.has(string_id) else ""

    def indicator(self, code: IndicatorCode) -> str:
        return self.text(f"indicator.{code}.text")

    def counter_reading(self, code: IndicatorCode) -> str:
        return self.text(f"indicator.{code}.counter_reading")

    def answer(self, question: Question, code: str) -> str:
        """An answer as the officer records it."""
        return self.text(self._answer_id(question, code) + ".label")

    def value(self, question: QuestionId, value: AnswerValue | None) -> str:
        """A recorded answer in the officer's words."""
        asked = self.pack.questions[question]
        if isinstance(value, tuple):
            codes = value or (NONE_OF_THESE,)
            return ", ".join(self.answer(asked, code) for code in codes)
        if not isinstance(value, str):
            return self._entered(value)
        if asked.kind is QuestionKind.COUNTRY and not is_open(value):
            return country_text(self.officer, value)
        return self.answer(asked, value)

    def _entered(self, value: int | date | Money | None) -> str:
        match value:
            case date():
                return day_text(self.officer, value)
            case Money():
                return money_text(self.officer, value)
            case _:
                return "" if value is None else str(value)

    def said_question(self, question: QuestionId) -> Text | None:
        """The question as it is put to the person; None where their language lacks it."""
        string_id = f"question.{question}.say"
        if not self.pack.texts.has(string_id):
            return None
        return self.pack.texts.said(string_id, self.person)

    def is_said(self, question: QuestionId) -> bool:
        """True where the question is put to the person at all; observations are not."""
        return self.pack.texts.has(f"question.{question}.say")

    def said_answer(self, question: Question, code: str) -> Text | None:
        string_id = self._answer_id(question, code) + ".say"
        if not self.pack.texts.has(string_id):
            return None
        return self.pack.texts.said(string_id, self.person)

    def _answer_id(self, question: Question, code: str) -> str:
        own = f"question.{question.id}.answer.{code}"
        return own if self.pack.texts.has(f"{own}.label") else f"answer.{code}"

    def person_languages(self) -> tuple[str, ...]:
        """Languages in which at least something can be said to a person."""
        texts = self.pack.texts
        return tuple(code for code in texts.languages if texts.person_completeness(code) > 0)
