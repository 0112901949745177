from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.rules.conditions import parse_condition
from frontline.rules.xlsform.relevance import Asked, NotCarriedError, carried_condition

ASKED = {
    "works": Asked("f_works", ("yes", "no")),
    "kind": Asked("f_kind", ("farm", "home", "other")),
    "hours": Asked("f_hours", ()),
}


@pytest.mark.parametrize(
    ("expression", "condition"),
    [
        ("${works} = 'yes'", {"is": {"f_works": "yes"}}),
        ('${works}="no"', {"is": {"f_works": "no"}}),
        ("selected(${kind}, 'farm')", {"is": {"f_kind": "farm"}}),
        ("${kind} != 'farm'", {"in": {"f_kind": ["home", "other"]}}),
        ("${hours} >= 8", {"at_least": {"f_hours": 8}}),
        ("${hours} > 8", {"at_least": {"f_hours": 9}}),
        (
            "${works} = 'yes' and (${hours} > 8 or ${kind} = 'home')",
            {
                "all": [
                    {"is": {"f_works": "yes"}},
                    {"any": [{"at_least": {"f_hours": 9}}, {"is": {"f_kind": "home"}}]},
                ]
            },
        ),
        (
            "${works}='yes' or ${works}='no' and ${hours}>=1",
            {
                "any": [
                    {"is": {"f_works": "yes"}},
                    {"all": [{"is": {"f_works": "no"}}, {"at_least": {"f_hours": 1}}]},
                ]
            },
        ),
    ],
)
def test_what_a_pack_can_say_too_is_carried_over(
    expression: str, condition: dict[str, object]
) -> None:
    found = carried_condition(expression, ASKED)

    assert found == condition
    parse_condition(found)


@pytest.mark.parametrize(
    "expression",
    [
        "not(${works} = 'yes')",
        "${hours} < 8",
        "${hours} = 8",
        "${later} = 'yes'",
        "${works} = 'maybe'",
        "${works} >= 3",
        "${hours} + 1 >= 3",
        "count(${works}) >= 1",
        "${works} = 'yes' and",
        "(${works} = 'yes'",
        "${works} = 'yes')",
        "true()",
        ". > 3",
        "(" * 50 + "${works} = 'yes'" + ")" * 50,
        "",
    ],
)
def test_everything_else_is_refused_and_never_half_carried(expression: str) -> None:
    with pytest.raises(NotCarriedError):
        carried_condition(expression, ASKED)


@given(expression=st.text(alphabet="${}works hourskind'=!<>()andor,.123", max_size=60))
def test_any_text_at_all_gives_a_valid_condition_or_is_refused(expression: str) -> None:
    try:
        found = carried_condition(expression, ASKED)
    except NotCarriedError:
        return
    parse_condition(found)
