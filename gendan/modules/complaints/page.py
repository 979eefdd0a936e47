"""What is added to a complaint's page from outside its own room, in the order of registration."""

from gendan.ui.detail.added import Added

ADDED = Added()
register_tab, register_figures = ADDED.register_tab, ADDED.register_figures
register_card, register_buttons = ADDED.register_card, ADDED.register_buttons
