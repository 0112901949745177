"""Words no text may use: for each list a text that must be caught, and one that must not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from frontline.rules.checks.wording import banned_words, forbidden_topics, gender_assumptions

ASSUMING = {
    "en": ("Ask whether she may leave.", "The woman is controlled.", "His boss keeps the papers."),
    "es": ("La mujer no puede salir.", "Pregunte al marido.", "Las chicas del bar"),
    "pt": ("A mulher não pode sair.", "Pergunte ao marido.", "As garotas do bar"),
    "fr": ("La femme ne peut pas sortir.", "Demandez au mari.", "Les filles du bar"),
}
OPEN = {
    "en": ("Ask whether they may leave.", "A woman or a man may be there.", "The human element"),
    "es": ("La persona no puede salir.", "¿Una mujer o un hombre?", "Una persona dueña del bar"),
    "pt": ("A pessoa não pode sair.", "Uma mulher ou um homem?", "A dona do bar"),
    "fr": ("La personne ne peut pas sortir.", "Une femme ou un homme ?", "Le bar"),
}
FORBIDDEN = {
    "en": ("Sexual history", "How many clients were there?", "Were condoms found?"),
    "es": ("Historia sexual", "¿Cuántos clientes hubo?", "¿Había preservativos?"),
    "pt": ("História sexual", "Quantos clientes houve?", "Havia camisinhas?"),
    "fr": ("Passé sexuel", "Combien de clients y avait-il ?", "Y avait-il des préservatifs ?"),
}
ALLOWED = {
    "en": ("Others arrange sexual services", "The person may say no to clients"),
    "es": ("Otras personas arreglan servicios sexuales", "Explotación sexual"),
    "pt": ("Outros arranjam serviços sexuais", "Exploração sexual"),
    "fr": ("D'autres organisent des services sexuels", "Exploitation sexuelle"),
}
BANNED = {
    "en": ("This is not a victim.", "They deport people.", "She is an illegal migrant."),
    "es": ("No es víctima.", "Deportar a la persona", "Los ilegales"),
    "pt": ("Não é vítima.", "Deportar a pessoa", "Os ilegais"),
    "fr": ("Ce n'est pas une victime.", "Expulser la personne", "Les clandestins"),
}
PERMITTED = {
    "en": ("Illegal adoption", "The person may be a victim."),
    "es": ("Adopciones ilegales", "Puede ser víctima."),
    "pt": ("Adoções ilegais", "Pode ser vítima."),
    "fr": ("Adoption illégale", "Peut être victime."),
}


def _texts(lists: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in lists.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), _texts(ASSUMING))
def test_a_text_that_assumes_a_gender_is_caught(language: str, text: str) -> None:
    assert list(gender_assumptions(text, language))


@pytest.mark.parametrize(("language", "text"), _texts(OPEN))
def test_a_text_for_everybody_passes(language: str, text: str) -> None:
    assert list(gender_assumptions(text, language)) == []


@pytest.mark.parametrize(("language", "text"), _texts(FORBIDDEN))
def test_a_question_on_sexual_history_or_acts_is_caught(language: str, text: str) -> None:
    assert list(forbidden_topics(text, language))


@pytest.mark.parametrize(("language", "text"), _texts(ALLOWED))
def test_a_question_on_control_passes(language: str, text: str) -> None:
    assert list(forbidden_topics(text, language)) == []


@pytest.mark.parametrize(("language", "text"), _texts(BANNED))
def test_words_that_stigmatise_or_decide_are_caught(language: str, text: str) -> None:
    assert list(banned_words(text, language))


@pytest.mark.parametrize(("language", "text"), _texts(PERMITTED))
def test_plain_words_for_the_matter_pass(language: str, text: str) -> None:
    assert list(banned_words(text, language)) == []
