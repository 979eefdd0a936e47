"""How the module's figures are shown as reports."""

from gendan.modules.classes.overview import ABC

REPORTS = (ABC,)
