"""Which referrals wait for a supervisor before they leave, and which are let go at once.

The pack of the country says which (`review` in country.yaml); without a word of it, all wait but
urgent ones, which nobody's absence may hold back. A post at which no account of a supervisor is
active holds nothing back either: nobody could ever look.
"""

from __future__ import annotations

from frontline.domain.officials import AccessRole
from frontline.rules.country import ReviewRule
from frontline.services.desk import Desk


def review_rule(desk: Desk) -> ReviewRule:
    country = desk.pack.pack.country
    return ReviewRule.NOT_URGENT if country is None else country.review


def waits_for_review(desk: Desk, *, is_urgent: bool) -> bool:
    rule = review_rule(desk)
    if rule is ReviewRule.NONE or (is_urgent and rule is not ReviewRule.ALL):
        return False
    return any(user.access is AccessRole.SUPERVISOR for user in desk.vault.users.users())
