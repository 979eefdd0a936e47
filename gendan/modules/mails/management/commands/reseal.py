"""Seal all stored passwords with the first key, so that older ones can be thrown away."""

from typing import Any

from django.core.management.base import BaseCommand

from gendan.modules.mails.models import Mailbox
from gendan.spine import vault
from gendan.spine.messages.models import Robot


class Command(BaseCommand):
    """Run after a new key was put first into GENDAN_VAULT_KEYS."""

    help = "Seal the stored passwords with the first of GENDAN_VAULT_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        lost = 0
        for box in Mailbox.objects.exclude(secret=""):
            try:
                Mailbox.objects.filter(pk=box.pk, secret=box.secret).update(secret=vault.reseal(box.secret))
            except vault.Unreadable:
                lost += 1
                self.stderr.write(f"{box.address}: no key opens it")
        for robot in Robot.objects.all():
            robot.save(update_fields=["webhook", "secret"] if robot.webhook else [])  # unread ones stay as they are
        self.stdout.write(f"{Mailbox.objects.exclude(secret='').count() - lost} sealed")
