"""First words to somebody who complains, by his mood (K9, K17): thanks and apology before any question, nobody is contradicted."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "calm": (
        _("Thank you for telling us. May we ask what happened, and since when?"),
        _("We write it down at once and tell you today who takes care of it."),
    ),
    "worried": (
        _("We understand that this worries you. You have come to the right place; we follow it to its end."),
        _("What would help you most right now?"),
    ),
    "upset": (
        _("We are sorry for the trouble. Please tell us all of it; we are listening."),
        _("You are right to be upset. Let us make sure that we have understood: …"),
    ),
    "furious": (
        _("We apologise. This must not happen, and our superiors hear of it at once."),
        _("Please go on, we write down every word. (Let him speak to the end; do not explain, do not contradict.)"),
        _("You hear from us by …; until then this is the number under which you reach us at any time."),
    ),
}
AVOID = {
    "calm": _("“That cannot be.”"),
    "worried": _("“That is nothing.”"),
    "upset": _("“You must have used it wrongly.”"),
    "furious": _("“Calm down first.” “That is the rule.” “I am not responsible for that.”"),
}
