"""F04: the complaint handling programme, from the first words to the proof."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.complaints.tests.story import answered, closed, decided, done, found, opinion, task, told, verified
from gendan.spine.procedures import doctor, engine
from gendan.spine.refusal import NotAllowed, Refusal


def test_f04_the_whole_way_of_a_quality_complaint(cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    assert (row.number, row.state, row.verifier, row.authority) == ("TS2609-001", "verification", cast.han, "director")
    assert task(row, key__startswith="state").assignee == cast.han
    found(row, cast.han, now, "assay")
    verified(row, cast.han, now, ["quality", "production"])
    opinion(row, "quality", cast.han, now)
    assert row.state == "opinions"
    opinion(row, "production", staff.production, now, verdict="refused", words="换刀后已合格")
    assert row.state == "decision"
    with pytest.raises(ValidationError):  # F71.4: no correction has its reason
        decided(row, cast.xu, now, needs_capa="")
    decided(row, cast.xu, now)
    assert row.approver == staff.director
    with pytest.raises((NotAllowed, Refusal)):  # F04.9, PM-43
        engine.perform(row, "send_reply", actor=cast.xu, data={"channel": "phone"}, now=now)
    answered(row, now)
    assert row.state == "implementing"
    done(row, now)
    closed(row, now + timedelta(days=4))
    assert row.state == "closed"
    assert row.closed_at
    assert not [one for one in doctor.run() if one.check == "complaints"]
