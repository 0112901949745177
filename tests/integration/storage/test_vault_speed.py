"""The measurements run, and what they measure is real work. The figures are `frontline bench`'s."""

from __future__ import annotations

from pathlib import Path

from tests.support.vault_posts import Bench, RealPost
from tests.support.vault_speed import grow, measure_saves


def test_measured_saves_are_in_the_vault(real: Bench, tmp_path: Path) -> None:
    times = measure_saves(real, tmp_path, 20)

    ((case, _screening),) = real.vault.cases.open_screenings()
    assert len(real.vault.cases.answers(case.id)) == 20
    assert len(times.bare) == len(times.vault) == 16
    assert times.ratio > 0
    real.vault.audit.verify()


def test_a_vault_that_was_grown_is_like_one_that_was_worked_in(post: RealPost) -> None:
    vault = post.open()
    bench = Bench(vault, vault.users.users()[1].id, vault.sites.sites()[0])

    grow(vault, bench, 40, in_a_case=20)

    count = vault.audit.verify().count
    vault.close()
    vault = post.open()
    assert vault.audit.verify().count == count == 4 + 2 + 40
    assert vault.check_pages() == ()
    vault.close()
