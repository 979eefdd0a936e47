"""What other modules add to a return's page, in the order of registration."""

from gendan.ui.detail.added import Added

ADDED = Added()
register_figures, register_buttons = ADDED.register_figures, ADDED.register_buttons
