"""The tables a national release has when nobody asks for others."""

from __future__ import annotations

from frontline.statistics.facts import StatDimension as By
from frontline.statistics.tables import Dimensions

# Where people come from and where they were met: of everybody, whether a route was noted or not.
ROUTES: Dimensions = (By.ORIGIN, By.PLACE)
# The way as it was noted.
WAYS: Dimensions = (By.ROUTE_FROM, By.ROUTE_THROUGH, By.ROUTE_TO)
STANDARD_TABLES: tuple[Dimensions, ...] = (
    (By.FORM, By.AGE_BAND, By.GENDER),
    (By.FORM, By.MAJORITY, By.GENDER, By.MONTH),
    (By.FORM, By.MONTH),
    ROUTES,
    WAYS,
    (By.FORM, By.SITE_KIND),
    (By.AGE_BAND, By.GENDER),
    (By.ORIGIN, By.FORM),
)
