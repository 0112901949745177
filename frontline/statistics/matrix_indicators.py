"""The indicators of the monitoring matrix, cell by cell.

Owners are parts of a national authority, not people. Targets are for the authority to set.
"""

from __future__ import annotations

from frontline.statistics.matrix import Aspect, Criterion, Indicator, Line, Measured
from frontline.statistics.observed import Observed

_POSTS = "posts enrolled at the hub, and the months of their bundles"
_REFERRALS = "coded referrals in the hub's register"
_ANSWERS = "answers of services recorded at the hub"
_NOTES = "sealed notes in the hub's register, counted and not opened"
_AUTHORITY = "national authority"
_SERVICES = "coordination of services"
_POLICE = "law-enforcement focal point"


def _share(part: int, whole: int) -> Measured | None:
    return Measured(part, whole) if whole else None


def _while_posts_report(number: int, seen: Observed) -> Measured | None:
    """Nothing came in because nothing happened, or because nobody sent: only the first is zero."""
    return Measured(number) if seen.desk.reporting else None


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "posts_reporting",
        Aspect.STRUCTURE,
        Line.PREVENTION,
        Criterion.EFFICACY,
        "posts with a bundle of these months ÷ posts enrolled and not revoked",
        _POSTS,
        _AUTHORITY,
        lambda seen: _share(seen.desk.reporting, seen.desk.posts),
    ),
    Indicator(
        "newest_rules_in_use",
        Aspect.STRUCTURE,
        Line.PROTECTION,
        Criterion.EFFICACY,
        "referrals made under the newest version of their rule pack ÷ all referrals",
        _REFERRALS,
        _AUTHORITY,
        lambda seen: _share(seen.newest_rules, seen.referrals),
    ),
    Indicator(
        "officers_certified",
        Aspect.STRUCTURE,
        Line.PROTECTION,
        Criterion.EFFICACY,
        "officers with a valid certificate ÷ officers at posts, per cent",
        "training coverage that trainers export",
        "training",
    ),
    Indicator(
        "directories_given_out",
        Aspect.STRUCTURE,
        Line.ASSISTANCE,
        Criterion.EFFICACY,
        "directories of services that the hub has given out to posts",
        "updates made at the hub",
        _SERVICES,
        lambda seen: Measured(seen.desk.directories),
    ),
    Indicator(
        "compensation_open",
        Aspect.STRUCTURE,
        Line.RESTORATION,
        Criterion.EFFICACY,
        "ways to compensation that are open in law and paid for: court, fund, wage claim",
        "the law, and the budget of the fund",
        _AUTHORITY,
    ),
    Indicator(
        "note_receivers",
        Aspect.STRUCTURE,
        Line.PROSECUTION,
        Criterion.EFFICACY,
        "keys of law-enforcement focal points that notes of these months are sealed to",
        _NOTES,
        _POLICE,
        lambda seen: _while_posts_report(seen.desk.note_receivers, seen),
    ),
    Indicator(
        "forms_without_a_name",
        Aspect.PROCESS,
        Line.PREVENTION,
        Criterion.EFFICIENCY,
        "groups of referrals that describe alike a form which has no name yet",
        _REFERRALS,
        "keepers of the rule packs",
        lambda seen: _while_posts_report(seen.unnamed_kinds, seen),
    ),
    Indicator(
        "kept_from_return",
        Aspect.PROCESS,
        Line.PROTECTION,
        Criterion.EFFECTIVENESS,
        "presumed victims not to be returned before the danger is assessed ÷ presumed victims",
        _REFERRALS,
        _AUTHORITY,
        lambda seen: _share(seen.kept_from_return, seen.presumed),
    ),
    Indicator(
        "referrals_answered",
        Aspect.PROCESS,
        Line.ASSISTANCE,
        Criterion.EFFICIENCY,
        "referrals that a service answered ÷ all referrals",
        _ANSWERS,
        _SERVICES,
        lambda seen: _share(seen.answered, seen.referrals),
    ),
    Indicator(
        "remedies_asked",
        Aspect.PROCESS,
        Line.RESTORATION,
        Criterion.EFFECTIVENESS,
        "referrals with a labour violation that ask for legal help, compensation or a labour remedy"
        " ÷ referrals with a labour violation",
        _REFERRALS,
        _SERVICES,
        lambda seen: _share(seen.restoring, seen.labour),
    ),
    Indicator(
        "notes_passed_on",
        Aspect.PROCESS,
        Line.PROSECUTION,
        Criterion.EFFICIENCY,
        "sealed notes on suspects that came from posts",
        _NOTES,
        _POLICE,
        lambda seen: _while_posts_report(seen.desk.notes, seen),
    ),
    Indicator(
        "people_trafficked",
        Aspect.RESULTS,
        Line.PREVENTION,
        Criterion.IMPACT,
        "estimate of how many people are trafficked in the country",
        "a study with its method published",
        _AUTHORITY,
    ),
    Indicator(
        "returned_in_danger",
        Aspect.RESULTS,
        Line.PROTECTION,
        Criterion.IMPACT,
        "people returned before their danger was assessed",
        "oversight reports and complaints",
        "oversight",
    ),
    Indicator(
        "help_given",
        Aspect.RESULTS,
        Line.ASSISTANCE,
        Criterion.EFFECTIVENESS,
        "referrals that a service accepted ÷ referrals that a service answered",
        _ANSWERS,
        _SERVICES,
        lambda seen: _share(seen.accepted, seen.answered),
    ),
    Indicator(
        "people_compensated",
        Aspect.RESULTS,
        Line.RESTORATION,
        Criterion.IMPACT,
        "people who were paid wages or compensation",
        "courts, fund and labour inspection",
        _SERVICES,
    ),
    Indicator(
        "final_judgments",
        Aspect.RESULTS,
        Line.PROSECUTION,
        Criterion.IMPACT,
        "final judgments against traffickers",
        "courts and public prosecution",
        "public prosecution",
    ),
)
