"""The tables a national release has when nobody asks for others."""

from __future__ import annotations

from frontline.statistics.facts import StatDimension as By
from frontline.statistics.tables import Dimensions

# Where people come from and where they were met: the ends of a route, not the way between.
ROUTES: Dimensions = (By.ORIGIN, By.PLACE)
STANDARD_TABLES: tuple[Dimensions, ...] = (
    (By.FORM, By.AGE_BAND, By.GENDER),
    (By.FORM, By.MAJORITY, By.GENDER, By.MONTH),
    (By.FORM, By.MONTH),
    ROUTES,
    (By.FORM, By.SITE_KIND),
    (By.AGE_BAND, By.GENDER),
    (By.ORIGIN, By.FORM),
)
