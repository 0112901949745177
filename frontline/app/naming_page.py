"""The way to earlier cases whose form has a name now."""

from __future__ import annotations

from collections.abc import Callable

from frontline.app.stage import Stage
from frontline.app.workplace import Workplace
from frontline.services.screenings import OpenScreening
from frontline.ui.viewmodels.naming import NamingViewModel
from frontline.ui.views.naming import NamingView

Home = Callable[[], None]


def show_naming(
    stage: Stage,
    workplace: Workplace,
    on_home: Home,
    on_open: Callable[[OpenScreening, Home], None],
) -> None:
    """`on_open` lays a case out; from there the way home leads back here."""
    model = NamingViewModel(workplace.desk, workplace.vault_runner)

    def come_back() -> None:
        stage.show(lambda: NamingView(model, stage.around, on_home))
        model.load()

    model.opened.connect(lambda table: on_open(table, come_back))
    come_back()
