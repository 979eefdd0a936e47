"""The board over real opportunities: counts, urgency, flames and the moves that a card may make."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from gendan.modules.opportunities.listing import OPPORTUNITIES
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.procedures import engine
from gendan.ui.listing.board import BoardSheet
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.sheet import Sheet


def opportunity(owner, name, state, now, *, due, days=1):
    made = Opportunity.objects.create(
        number=name, name=name, owner=owner, department=owner.department, amount=100, created_at=now, updated_at=now
    )
    engine.start(made, procedure="opportunity", actor=owner, now=now - timedelta(days=days), owner=owner, state=state)
    Opportunity.objects.filter(pk=made.pk).update(next_due_at=due, next_title="x")


@pytest.mark.django_db
def test_a_column_counts_sums_and_marks_what_is_late_or_has_stood_too_long(cast):
    now = timezone.now()
    opportunity(cast.lin, "甲", "need", now, due=now - timedelta(days=2), days=90)
    opportunity(cast.lin, "乙", "need", now, due=None)
    opportunity(cast.zhou, "丙", "won", now, due=None)
    sheet = Sheet(OPPORTUNITIES, data=QueryDict("view=all&edited=1&layout=board"), asked=Asked(cast.lin, now))
    columns = {column.state.key: column for column in BoardSheet(sheet).columns}
    need, won = columns["need"], columns["won"]
    counts = need.counts
    assert (counts.all, counts.overdue, counts.none, counts.flames, counts.amount) == (2, 1, 1, 1, 200)
    assert [card.title for card in need.cards] == ["甲", "乙"]
    assert [card.flame for card in need.cards] == [True, False]
    assert sum(width for _name, _start, width in counts.bar) == 100
    assert won.folded
    assert (won.counts.all, won.cards) == (1, [])
    assert "solution:" in need.moves
