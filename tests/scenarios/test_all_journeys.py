"""What holds on all journeys, and what the journeys of this folder leave out.

They go through packs, engine and services. Left out, because it belongs to the interface, to
storage, to work in groups or operations, or to channels other than the coded referral:

J1   1 sign-in, and which questionnaire is put first; 8 when help was offered and the consular
     right told; 10 the printed card; 11 legs of the route; 12 the road to the hub and back
J2   1 linked records of a group; 2 emergency contacts of both sides; 6 a child and an adult apart;
     7 tasks, and no closing without them; 8 an authority that settles an age; 9 who may undo the
     mark against return; 11 one referral for each of the group
J3   1 employer and agencies at a visit; 3 a fact shared between workers; 9 notes on firms; 10 the
     hand-over; 11 closing the visit, slips
J4   1 the tip; 2 the neutral page; 3 the small card; 4 the words that explain an abuse; 6 and 7
     the sealed hand-over; 8 the alert on the day
J5   1 the operation; 2 its board; 6 shelters that fit; 8 the page of danger; 9 notes on the
     manager; 10 a second officer, and the totals
J6   3 the note for the prosecutor; 7 crimes of the group; 8 notes on the group; 9 needs of a
     witness; 10 the queue of new forms at the hub
J11  3 requests by liaison; 4 readiness for return, counterpart and escort; 5 earlier choices;
     6 focal points; 7 the slip; 8 the liaison log; 9 the printed card

J7 to J10 and J12 are about sealed reports, review, the hub, training and the machine.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from frontline.rules.checks.wording import banned_words
from frontline.rules.definitions import About
from frontline.rules.strings import pack_strings
from tests.support.journeys import OFFICER_LANGUAGES
from tests.support.packs import CORE, COUNTRIES, ROOT, SHIPPED, compiled, pack_model

PACKS = (CORE, *(SHIPPED / country for country in COUNTRIES))


def _pack_words(language: str) -> Iterator[tuple[str, str]]:
    for folder in PACKS:
        texts = compiled(folder).pack.texts
        for string in pack_strings(pack_model(folder)):
            yield f"{folder.name} {string.id}", texts.get(string.id, language).value


def _interface_words(language: str) -> Iterator[tuple[str, str]]:
    # The English words are the keys of every other language.
    folder = "es" if language == "en" else language
    with (ROOT / "translations" / folder / "LC_MESSAGES" / "ui.po").open("rb") as file:
        for message in read_po(file):
            chosen = (message.id if language == "en" else message.string) or ""
            for text in (chosen,) if isinstance(chosen, str) else chosen:
                yield f"interface {message.id}", text


@pytest.mark.slow
@pytest.mark.parametrize("language", OFFICER_LANGUAGES)
def test_no_word_anywhere_says_that_somebody_is_no_victim_or_decides_about_entry(
    language: str,
) -> None:
    words = [*_pack_words(language), *_interface_words(language)]
    assert len(words) > 5000
    assert [name for name, text in words if list(banned_words(text, language))] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Finding: not a victim."),
        ("es", "No es víctima."),
        ("pt", "Não é vítima."),
        ("fr", "N'est pas une victime."),
    ],
)
def test_such_a_word_would_be_seen(language: str, text: str) -> None:
    """The control."""
    assert list(banned_words(text, language))


@pytest.mark.parametrize("country", COUNTRIES)
def test_help_is_offered_before_other_people_in_every_questionnaire_of_a_country(
    country: str,
) -> None:
    about = {question.id: question.about for question in pack_model(SHIPPED / country).questions}
    orders = {
        instrument.id: [about[item.question] for item in instrument.items]
        for instrument in compiled(SHIPPED / country).pack.instruments.values()
    }
    with_both = {
        name: order for name, order in orders.items() if {About.HELP, About.OTHERS} <= set(order)
    }
    assert len(with_both) >= 5
    for name, order in orders.items():
        if About.OTHERS in order:
            assert name in with_both
            assert order.index(About.HELP) < order.index(About.OTHERS)
