"""Reads of tokens."""

from django.db.models import QuerySet

from gendan.api.models import Token
from gendan.spine.org.models import Employee


def tokens_of(employee: Employee) -> QuerySet[Token]:
    """The person's own tokens."""
    return Token.objects.filter(employee=employee)
