"""What an update is refused for, each with its own code, and that nothing changes by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frontline.crypto.canonical import Json
from frontline.crypto.signing import SigningKey
from frontline.domain.identifiers import QuestionId
from frontline.domain.officials import AccessRole
from frontline.errors import (
    DocumentRefusedError,
    DocumentVersionError,
    FrontlineError,
    SignatureRefusedError,
    UnknownSignerError,
)
from frontline.errors_of_updates import (
    DirectoryIncompleteError,
    FloorLoweredError,
    UnsignedDocumentError,
    UpdateOlderError,
    UpdateRefusedError,
)
from frontline.services.updates import Updates
from tests.support.desks import (
    Office,
    a_session,
    an_office,
    core_model,
    country_model,
)
from tests.support.updates import (
    HUB_KEY,
    SOURCE,
    directory,
    everything,
    glossary,
    pack,
    resigned,
    reworded_core,
    unsigned,
    update,
    updates_at,
    versions,
)
from tests.support.vault_posts import SITE

STRANGER = SigningKey.from_seed(b"x" * 32)


@pytest.fixture
def office() -> Office:
    """A supervisor's."""
    return an_office(a_session(AccessRole.SUPERVISOR))


@pytest.fixture
def updates(office: Office) -> Updates:
    return updates_at(office)


def listing(version: int, content: bytes) -> bytes:
    """An update by the hub that lists `content` as this version of the directory."""
    document: Json = {
        "kind": "directory",
        "name": "tango",
        "version": version,
        "content": content.decode(),
    }
    body: dict[str, Json] = {"made": "2026-11-22", "documents": [document]}
    return resigned(update(9, directory(1, "Clinic")), HUB_KEY, body=body)


def a_lowered_country() -> bytes:
    """Consent as a defence: what was done counts only where the person had not agreed to come."""
    model = country_model(country=SITE.country)
    guarded = [
        each.model_copy(update={"when": {"is": {"came_freely_agreed": "no"}}})
        if each.id == "recruited"
        else each
        for each in model.questions
    ]
    return pack(model.model_copy(update={"questions": tuple(guarded)}))


def a_country_without_an_indicator() -> bytes:
    """Its questions still name it."""
    model = country_model(country=SITE.country)
    return pack(model.model_copy(update={"indicators": model.indicators[1:]}))


Forge = Callable[[], bytes]
AT_THE_DOOR: dict[str, tuple[Forge, type[FrontlineError]]] = {
    "nobody signed the update": (lambda: SOURCE, UnsignedDocumentError),
    "its signature is empty": (
        lambda: unsigned(update(9, directory(1, "Clinic"))),
        UnsignedDocumentError,
    ),
    "another key signed the update": (
        lambda: resigned(update(9, directory(1, "Clinic")), STRANGER),
        UnknownSignerError,
    ),
    "it is changed on its way": (
        lambda: update(9, directory(1, "Clinic")).replace(b"Clinic", b"Clinik"),
        SignatureRefusedError,
    ),
    "it is cut off": (lambda: update(9, directory(1, "Clinic"))[:-40], SignatureRefusedError),
    "it is no update": (lambda: b"nothing at all", UpdateRefusedError),
    "it is of another hub": (
        lambda: update(9, directory(1, "Clinic"), hub="hub-b"),
        UpdateRefusedError,
    ),
    "it is a document of another kind": (
        lambda: resigned(directory(1, "Clinic"), HUB_KEY),
        UpdateRefusedError,
    ),
    "it lists one document twice": (
        lambda: update(9, directory(1, "Clinic"), directory(2, "Clinic")),
        UpdateRefusedError,
    ),
    "it lists what is not in it": (
        lambda: listing(5, directory(1, "Clinic")),
        UpdateRefusedError,
    ),
    "its number is older": (lambda: update(3, directory(1, "Clinic")), UpdateOlderError),
    "its number is the same": (lambda: update(5, directory(2, "Clinic")), UpdateOlderError),
    "a document in it is signed by the hub alone": (
        lambda: listing(1, resigned(directory(1, "Clinic"), HUB_KEY)),
        UnknownSignerError,
    ),
    "an entry in it has no mandate": (
        lambda: update(9, directory(1, "Clinic", mandates=[])),
        DirectoryIncompleteError,
    ),
    "a pack in it names what it has not": (
        lambda: update(9, a_country_without_an_indicator()),
        DocumentRefusedError,
    ),
}


@pytest.mark.parametrize(("forge", "error"), AT_THE_DOOR.values(), ids=AT_THE_DOOR)
def test_what_is_not_sound_is_refused_at_the_door_and_changes_nothing(
    office: Office, updates: Updates, forge: Forge, error: type[FrontlineError]
) -> None:
    updates.receive(update(5, glossary(1, "How.")))
    content, before = forge(), everything(office)

    with pytest.raises(error):
        updates.receive(content)

    assert everything(office) == before


ON_ACCEPTING: dict[str, tuple[Forge, type[FrontlineError]]] = {
    "a document in it is older": (
        lambda: update(9, directory(1, "Clinic"), glossary(1, "Older.")),
        DocumentVersionError,
    ),
    "a country's pack makes consent a defence": (
        lambda: update(9, directory(1, "Clinic"), a_lowered_country()),
        FloorLoweredError,
    ),
}


@pytest.mark.parametrize(("forge", "error"), ON_ACCEPTING.values(), ids=ON_ACCEPTING)
def test_what_would_lower_or_go_back_is_told_and_refused_as_a_whole(
    office: Office, updates: Updates, forge: Forge, error: type[FrontlineError]
) -> None:
    office.documents.install(glossary(2, "How."))
    number, before = updates.receive(forge()), versions(office)

    refusals = [offered.refusal for offered in updates.review(number)]
    with pytest.raises(error):
        updates.accept(number)

    assert [type(each) for each in refusals if each is not None] == [error]
    # Not even the sound directory beside it.
    assert versions(office) == before
    assert [each.number for each in updates.waiting()] == [number]


def test_the_same_country_pack_is_taken_where_it_lowers_nothing(
    office: Office, updates: Updates
) -> None:
    """The control of the test above."""
    number = updates.receive(update(9, directory(1, "Clinic"), pack(country_model())))
    updates.accept(number)

    assert versions(office) == ["pack core 1", "pack land 1", "directory tango 1"]


def test_without_the_look_at_the_floor_consent_would_become_a_defence(
    office: Office, updates: Updates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the detector: what it keeps out is what would do the harm."""
    monkeypatch.setattr("frontline.services.documents.require_floor", lambda _floor, _pack: None)
    monkeypatch.setattr("frontline.services.documents.require_sound", lambda _pack, _floor: None)
    officer = office.signed_in(a_session())
    recruited = QuestionId("recruited")
    before = officer.started(age_group="adult", came_freely_agreed="yes")
    assert before.interview.is_visible(recruited)

    updates.accept(updates.receive(update(9, a_lowered_country())))
    after = officer.started(age_group="adult", came_freely_agreed="yes")

    assert after.interview.compiled.pack.id == "land"
    assert not after.interview.is_visible(recruited)


def test_a_core_and_the_country_upon_it_come_together(office: Office, updates: Updates) -> None:
    """The country's pack has the new core's words, so it holds the new core and not the old one."""
    text = "Who arranged all of the journey?"
    country = country_model(2)
    questions = [
        each.model_copy(update={"text": text}) if each.id == "journey" else each
        for each in country.questions
    ]
    upon_new = pack(country.model_copy(update={"questions": tuple(questions)}))
    office.documents.install(pack(country_model()))
    with pytest.raises(FloorLoweredError):
        office.documents.install(upon_new)

    number = updates.receive(update(9, upon_new, reworded_core(2, text)))
    assert [each.refusal for each in updates.review(number)] == [None, None]
    updates.accept(number)

    assert versions(office, ["pack"]) == ["pack core 2", "pack land 2"]
    # Back goes the core first: the earlier country pack lacks what the newer core says.
    with pytest.raises(FloorLoweredError):
        office.documents.roll("pack", "land", forward=False)
    office.documents.roll("pack", "core", forward=False)
    office.documents.roll("pack", "land", forward=False)
    assert versions(office, ["pack"]) == ["pack core 1", "pack land 1"]


def test_a_core_that_finds_less_in_a_golden_case_is_refused(office: Office) -> None:
    model = core_model(2)
    weaker = [
        each.model_copy(update={"strength": {}}) if each.code == "deceived_about_job" else each
        for each in model.indicators
    ]
    lowered = model.model_copy(update={"indicators": tuple(weaker), "cases": ()})

    with pytest.raises(FloorLoweredError) as refused:
        office.documents.install(pack(lowered))
    assert str(refused.value.facts["part"]).startswith("case.")


def test_a_pack_that_does_not_find_what_its_own_cases_say_is_refused(office: Office) -> None:
    model = core_model(2)
    stricter = [
        each.model_copy(update={"strength": {}}) if each.code == "deceived_about_job" else each
        for each in model.indicators
    ]

    with pytest.raises(DocumentRefusedError) as refused:
        office.documents.install(pack(model.model_copy(update={"indicators": tuple(stricter)})))
    assert refused.value.facts["reason"] == "golden-case"
