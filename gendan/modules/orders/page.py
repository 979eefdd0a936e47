"""What other modules add to an order's page, in the order of registration."""

from gendan.ui.detail.added import Added

ADDED = Added()
register_tab, register_figures = ADDED.register_tab, ADDED.register_figures
register_card, register_buttons = ADDED.register_card, ADDED.register_buttons
