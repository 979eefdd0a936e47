"""How the module's figures are shown as reports."""

from gendan.modules.classes.overview import ABC
from gendan.modules.classes.shown.loyalty import LOYALTY
from gendan.modules.classes.shown.quality import QUALITY
from gendan.modules.classes.shown.seven import SEVEN
from gendan.modules.classes.shown.strategy import STRATEGY

REPORTS = (ABC, QUALITY, *SEVEN, *STRATEGY, *LOYALTY)
