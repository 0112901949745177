"""What a national authority sends to its posts: rules, directory, glossary; and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from frontline.domain.bodies import Theme
from frontline.domain.cases import Screening
from frontline.domain.identifiers import QuestionId
from frontline.domain.naming import NameDecision, NameReason
from frontline.errors_of_updates import FloorLoweredError
from frontline.referral.routing import Gap, coverage
from frontline.rules.built import build_pack
from frontline.services.naming import FormNaming
from frontline.services.referrals import Referrals
from frontline.services.screenings import ScreeningService
from frontline.sync.folder import FolderTransport
from frontline.wire.ref_record import read_ref
from tests.support.desks import KEY
from tests.support.nation import Nation
from tests.support.national_counts import classes
from tests.support.national_pack import (
    DESCRIBED_AS,
    NEW_FORM,
    pack_command,
    promoted,
    tango_sources,
    translated,
)
from tests.support.national_posts import NationalPost
from tests.support.packs import ROOT, SHIPPED, pack_model
from tests.support.rights import close_with_rights


def no_rule_reads_who_was_met(folder: Path) -> None:
    """Profiles cannot become criteria: no condition of a pack may read what they are made of."""
    for at, topic in enumerate(("citizenship: XA", "gender: female", "language: es")):
        tango = tango_sources(folder / str(at))
        found = with_condition(tango, f"{{is: {{{topic}}}}}")
        assert "reads-protected-topic" in found


def with_condition(tango: Path, condition: str) -> str:
    """What `pack check` says once a question of Tango is asked for this reason."""
    path, plain = tango / "questions" / "transit.yaml", "when: {is: {age_group: adult}}"
    text = path.read_text("utf-8")
    assert text.count(plain) == 1
    both = f"when: {{all: [{{is: {{age_group: adult}}}}, {condition}]}}"
    path.write_text(text.replace(plain, both), "utf-8")
    checked = pack_command("check", tango)
    assert checked.exit_code == 1
    return checked.output


def a_form_without_a_name_gets_one(nation: Nation, folder: Path) -> None:
    hub, post = nation.hub, nation.posts[0]
    unnamed = [each for each in hub.records() if "OTHER_UNNAMED" in each.forms]
    (cluster,) = hub.told("emerging")
    codes = [{*each.indicators, *each.means.codes} for each in unnamed]
    assert (cluster["people"], cluster["places"]) == (len(unnamed), 3) == (3, 3)
    assert cluster["shared"] == sorted(set.intersection(*codes))
    assert set(DESCRIBED_AS) <= set(cluster["shared"])
    table = post.met()
    earlier = [closed(each) for each in nation.posts[:2]]

    # A pack of YAML is all that changes.
    built = pack_command(
        "build", promoted(folder), "--out", folder, "--translations", translated(folder / "po")
    )
    assert built.exit_code == 0, built.output
    update(nation, post, folder / "tango-2.fldoc")
    take(nation, nation.posts[1])

    # Who is being talked with stays under the rules the talk began with.
    ScreeningService(post.officer).answer(table, QuestionId("journey_arranged_by"), "acquaintance")
    assert (table.screening.pack_version, NEW_FORM in table.interview.compiled.pack.forms) == (
        1,
        False,
    )
    made = [told_under_the_new_rules(nation, each) for each in nation.posts[:2]]
    for each, case in zip(nation.posts, earlier, strict=False):
        an_earlier_case_gets_the_name(each, case)
    referrals_that_came_before_show_both(nation, made)


def closed(post: NationalPost) -> Screening:
    table = post.met()
    close_with_rights(post.officer, table)
    return table.screening


def told_under_the_new_rules(nation: Nation, post: NationalPost) -> str:
    """The form is asked for, found, referred and counted. Gives the referral's item."""
    again = post.met(accounts_lent=("run_by_others",))
    assert again.screening.pack_version == 2
    pack = again.interview.compiled.pack
    assert {
        text: pack.texts.get(f"form.{NEW_FORM}.label", text).value for text in ("en", "fr")
    } == {
        "en": "Identity lent",
        "fr": "[fr] Identity lent",
    }
    made = post.refer(again)
    stick = nation.sticks.stick()
    post.send(FolderTransport(stick))
    nation.hub.run("import", stick)
    new = read_ref(nation.hub.stored()[str(made.id)].encode())
    assert {NEW_FORM, "OTHER_UNNAMED"} <= set(new.forms)
    assert classes(new)["form"] == NEW_FORM
    return str(made.id)


def an_earlier_case_gets_the_name(post: NationalPost, screening: Screening) -> None:
    """By a person's decision; what was closed stays as it was."""
    (line,) = FormNaming(post.officer).lines()
    assert (line.screening.id, line.form, line.stands) == (screening.id, NEW_FORM, None)

    FormNaming(post.supervisor).decide(
        line.case.id, NEW_FORM, NameDecision.ADDED, NameReason.AS_TOLD
    )

    table = ScreeningService(post.officer).resume(screening.id)
    assert Referrals(post.officer).preview(table).forms == ("OTHER_UNNAMED", NEW_FORM)
    assert table.screening == replace(screening, position=table.screening.position)
    assert table.screening.pack_version == 1


def referrals_that_came_before_show_both(nation: Nation, made: list[str]) -> None:
    hub, before = nation.hub, nation.hub.stored()
    (found,) = hub.told("forms", "find")
    assert (found["form"], found["described_as"]) == (NEW_FORM, sorted(DESCRIBED_AS))
    assert set(found["tokens"]) == {each.token for each in nation.referred}

    named = hub.told("forms", "name", NEW_FORM, "--by", "Desk of Tango")

    assert {each["token"] for each in named} == set(found["tokens"])
    for each in named:
        (added,) = each["added"]
        assert each["forms"] == ["OTHER_UNNAMED"]
        assert (added["form"], added["pack"], added["version"]) == (NEW_FORM, "tango", 2)
        assert added["named_by"] == "Desk of Tango"
    # What was sent stays as it was sent, and nothing is left without a name.
    assert hub.stored() == before
    assert set(made) <= before.keys()
    assert hub.told("emerging") == []


def update(nation: Nation, post: NationalPost, *documents: Path) -> None:
    """Given out by the hub, carried to the post, and taken by its supervisor."""
    nation.hub.run("update", "add", *documents, "--signer", KEY.public)
    take(nation, post)


def take(nation: Nation, post: NationalPost) -> None:
    stick = nation.sticks.stick()
    nation.hub.run("update", "put", stick)
    post.send(FolderTransport(stick))
    for waiting in post.updates.waiting():
        post.updates.accept(waiting.number)


def directory_and_glossary_go_with_it(nation: Nation, folder: Path) -> None:
    post, documents = nation.posts[0], ROOT / "resources" / "documents"
    directory = json.loads((documents / "directory-tango.json").read_text("utf-8"))
    points = directory["body"]["focal_points"]
    (taken_away, *_rest) = points
    points.remove(taken_away)
    points[0]["contact"] = "through the duty desk, room 9"
    directory["version"] += 1
    glossary = json.loads((documents / "glossary-core.json").read_text("utf-8"))
    glossary["body"]["terms"][0]["meaning"]["en"] = "As the Protocol has it, in other words."
    glossary["version"] += 1
    signed = []
    for each in (directory, glossary):
        source = folder / f"{each['kind']}.json"
        source.write_text(json.dumps(each), "utf-8")
        done = pack_command("sign", source, "--out", folder)
        assert done.exit_code == 0, done.output
        signed.append(folder / f"{each['kind']}-{each['name']}-{each['version']}.fldoc")
    update(nation, post, *signed)

    (read,) = post.documents.directories()
    assert read.focal_points[0].contact == "through the duty desk, room 9"
    told = {
        term.id: term.meaning["en"] for book in post.documents.glossaries() for term in book.terms
    }
    assert "As the Protocol has it, in other words." in told.values()
    # Every theme goes to somebody, or to a gap that has a name.
    named = {
        point["theme"] for point in points if point.get("contact") or point.get("deputy_contact")
    }
    gaps = []
    for found in coverage([read], ["XT", "XA"]):
        if isinstance(found, Gap):
            gaps.append((found.country, found.theme.value))
        else:
            assert found.theme.value in named
    assert ("XT", taken_away["theme"]) in gaps
    assert {theme for country, theme in gaps if country == "XT"} == {
        each.value for each in Theme
    } - named
    assert len([gap for gap in gaps if gap[0] == "XA"]) == len(Theme)


def a_pack_below_the_floor_is_refused(nation: Nation, folder: Path) -> None:
    """Consent as a defence does not get past the check, and a signed pack that asks for less than
    the Protocol does not get past the post."""
    consent = with_condition(tango_sources(folder / "consent"), "{is: {agreed_account: no}}")
    assert "condition.reads-protected-topic" in consent
    post, model = nation.posts[0], pack_model(SHIPPED / "tango")
    means = next(at for at, each in enumerate(model.indicators) if each.element == "means")
    silent = model.indicators[means].model_copy(update={"strength": {}})
    indicators = (*model.indicators[:means], silent, *model.indicators[means + 1 :])
    header = model.header.model_copy(update={"version": 9})
    lower = model.model_copy(update={"header": header, "indicators": indicators})
    file = folder / "tango-9.fldoc"
    file.write_bytes(build_pack(lower, {}, KEY))

    with pytest.raises(FloorLoweredError):
        update(nation, post, file)

    installed = {each.version for each in post.documents.installed() if each.name == "tango"}
    assert 9 not in installed
