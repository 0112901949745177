"""The pages of the set-up, after so many steps of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind, SiteSetting
from frontline.ui.viewmodels.setup import SetupViewModel
from frontline.ui.views.setup import SetupView
from tests.support.gui import (
    Gui,
    settle,
)
from tests.support.vault_keeper import MemoryKeeper
from tests.support.vault_posts import CHANCE

MakePage = Callable[[Gui], QWidget]
PASSPHRASE = "copper kettle under juniper"
LAST_STEP = 3


def setup_step(steps: int) -> MakePage:
    """The page after so many steps of the set-up were taken."""

    def make(gui: Gui) -> SetupView:
        model = SetupViewModel(MemoryKeeper(gui.clock, CHANCE), gui.runner, CHANCE)
        view = SetupView(model, gui.around, lambda _sheet: True)
        for name in ("duarte", "rivas")[:steps]:
            model.set_user(name, PASSPHRASE, PASSPHRASE, OfficialRole.IMMIGRATION)
        if steps == LAST_STEP:
            model.set_site("Gate 4", SiteKind.AIRPORT, SiteSetting.BORDER, "XT", "C")
            settle()
        return view

    return make


def faulty_setup(gui: Gui) -> SetupView:
    model = SetupViewModel(MemoryKeeper(gui.clock, CHANCE), gui.runner, CHANCE)
    view = SetupView(model, gui.around, lambda _sheet: True)
    model.set_user("", "short", "other", OfficialRole.POLICE)
    return view
