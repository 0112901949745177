"""Which backups stay, when one is due, and who may make one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.officials import AccessRole
from frontline.errors import NotPermittedError
from frontline.errors_of_keeping import BackupDamagedError
from frontline.services.backup_store import Duty
from frontline.services.backups import BACKUP_EVERY, CHECK_EVERY, Backups, kept
from tests.support.desks import a_session, an_office

DAY = timedelta(days=1)
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def test_seven_days_and_four_weeks_stay() -> None:
    hourly = [NOW - timedelta(hours=number) for number in range(24 * 60)]

    staying = sorted(kept(hourly), reverse=True)

    assert [(NOW - moment).days for moment in staying[:7]] == [0, 0, 1, 2, 3, 4, 5]
    assert len({moment.date() for moment in staying}) == len(staying)
    weeks = {moment.isocalendar()[:2] for moment in staying}
    assert len(weeks) == 4
    # Rotated every day or at once, the same stay.
    assert kept(staying) == frozenset(staying)


def test_the_newest_stays_and_few_all_stay() -> None:
    old = [NOW - 400 * DAY, NOW - 200 * DAY, NOW]

    assert kept(old) == frozenset(old)
    assert kept([]) == frozenset()


def test_of_a_year_of_daily_backups_never_more_than_eleven_are_left() -> None:
    left: frozenset[datetime] = frozenset()
    for number in range(365):
        left = kept([*left, NOW + number * DAY])
        assert len(left) <= 11
        assert NOW + number * DAY in left
    assert min(left) >= NOW + 364 * DAY - 28 * DAY


@pytest.mark.parametrize("role", AccessRole)
def test_supervisors_and_administrators_make_backups(role: AccessRole) -> None:
    backups = Backups(an_office(a_session(role)).desk)

    if role in (AccessRole.SUPERVISOR, AccessRole.ADMINISTRATOR):
        backups.check(backups.make())
    else:
        with pytest.raises(NotPermittedError):
            backups.make()


def test_one_is_made_by_itself_every_day_whoever_signed_in() -> None:
    office = an_office()
    backups = Backups(office.desk)

    assert backups.make_if_due() is not None
    office.clock.advance(BACKUP_EVERY - timedelta(minutes=1))
    assert backups.make_if_due() is None
    office.clock.advance(timedelta(minutes=1))
    assert backups.make_if_due() is not None

    assert office.deeds.count(DeedKind.BACKUP_MADE) == 2


def test_one_of_them_is_gone_through_every_week() -> None:
    office = an_office()
    backups, store = Backups(office.desk), office.vault.backups
    backups.check_if_due()
    assert store.checked == []

    backups.make_if_due()
    backups.check_if_due()
    backups.check_if_due()
    assert len(store.checked) == 1
    office.clock.advance(CHECK_EVERY)
    backups.check_if_due()
    assert len(store.checked) == 2


def test_a_damaged_one_is_told_once_and_stands_in_the_record() -> None:
    office = an_office()
    backups = Backups(office.desk)
    made = backups.make_if_due()
    assert made is not None
    office.vault.backups.damaged.add(made.name)

    with pytest.raises(BackupDamagedError):
        backups.check_if_due()
    backups.check_if_due()

    assert office.deeds[-1] is DeedKind.BACKUP_DAMAGED
    assert office.vault.duties.done_at(Duty.BACKUP_CHECK) == office.clock.now()
