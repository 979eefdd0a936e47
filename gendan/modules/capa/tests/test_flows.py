"""The points of the flows that name corrective action, as far as it goes: F04, F56, F59, F71, F75, F103."""

from datetime import timedelta

import pytest

from gendan.modules.capa import actions, queries, reports, subjects
from gendan.modules.capa.models import Capa
from gendan.modules.capa.tests.story import EVIDENCE, agreed, brought_to, done, move, opened
from gendan.modules.capa.words import Origin
from gendan.modules.samples.tests.story import asked
from gendan.spine.access.queries import may
from gendan.spine.org.actions import leave
from gendan.spine.procedures import doctor, todos
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline.tests.samples import upload

DAY = timedelta(days=1)


@pytest.fixture
def source(cast, now, firm, bearing, monkeypatch):
    """A record that asks for corrective action, as a complaint does."""
    monkeypatch.setattr(subjects, "_subjects", {**subjects._subjects})
    subjects.register("samples.samplerequest", Origin.COMPLAINT)
    return asked(firm, cast.he, now, product=bearing)


def of(source):
    return list(queries.of("samples.samplerequest", source.pk))


def test_f56_1_what_business_passes_to_quality_asks_for_corrective_action(cast, works, now, source):
    row = actions.open_for(source, title="孔径超差", responsible=works, actor=cast.he, now=now)
    assert (of(source), row.origin, row.customer) == ([row], "complaint", source.customer)
    assert may(cast.he, "view", row).allowed, "who passed it on follows it"
    assert may(cast.han, "edit", row).allowed, "quality follows it"


def test_f56_2a_the_same_problem_found_inside_asks_production(cast, works, now, source):
    row = actions.open_for(source, title="库存同批也超差", responsible=works, actor=cast.bai, now=now)
    assert (row.responsible, row.owner) == (works, works.lu)
    todo = Todo.objects.get(case=row.case, status="open")
    assert (todo.assignee, todo.key) == (works.lu, "state.team")


def test_f56_3_a_joint_analysis_is_a_team_of_several_departments(cast, works, now, capa):
    move(capa, "gather", actor=cast.han, now=now, team=[works.shi.pk, cast.lin.pk, cast.gu.pk], checker=works.jin.pk)
    for person in (works.shi, cast.lin, cast.gu, works.jin):
        assert may(person, "view", capa).allowed, person
    assert not may(cast.ma, "view", capa).allowed


def test_f56_4_quality_confirms_the_effect_and_the_customer_gets_the_answer(cast, works, now, capa):
    actions.change_capa(capa, values={"wants_answer": True}, actor=cast.han, now=now)
    brought_to(capa, "thanks", cast=cast, works=works, now=now)
    later = capa.check_from
    with pytest.raises(Refusal, match="需答复客户"):
        move(capa, "close", actor=works.lu, now=later, thanks="辛苦")
    answer = actions.draft_answer(capa, text="已换刀，见 8D 报告", actor=works.lu, now=later)
    with pytest.raises(Refusal):
        actions.send_answer(answer, way="hand", sent_to="高鹏", actor=cast.he, now=later)
    with pytest.raises(NotAllowed):
        actions.approve_answer(answer, actor=works.lu, now=later)
    answer = actions.approve_answer(answer, actor=cast.han, now=later)
    frozen = answer.paper.source
    answer = actions.send_answer(answer, way="hand", sent_to="高鹏", actor=works.lu, now=later)
    move(capa, "close", actor=works.lu, now=later, thanks="辛苦")
    answer.refresh_from_db()
    assert frozen == answer.paper.source
    assert (capa.state, answer.sent_to) == ("closed", "高鹏")
    assert not doctor.run(only="capa")


def test_f56_8_quality_keeps_all_requests_with_what_asked_for_them(cast, works, now, source, client):
    row = actions.open_for(source, title="孔径超差", responsible=works, actor=cast.he, now=now)
    client.force_login(cast.han)
    assert [one["id"] for one in client.get("/api/v1/capas").json()["items"]] == [row.pk]
    assert "***" in client.get(f"/capa/{row.pk}").content.decode(), "what quality may not see is named, not shown"
    client.force_login(cast.bai)
    assert str(source) in client.get(f"/capa/{row.pk}").content.decode()


def test_f59_quality_issues_and_follows_the_request_and_late_ones_climb(cast, works, now, client):
    row = opened(cast, works, now)
    steps = [one.step for one in Todo.objects.get(case=row.case, status="open").escalations.all()]
    assert steps
    client.force_login(cast.han)
    assert client.get("/reports/capa").status_code == 200
    for key in ("capa-months", "capa-causes"):
        assert client.get(f"/reports/{key}").status_code == 200
    assert client.get("/api/v1/capas/repeated").json() == []


def test_report_31_open_ones_by_age_and_what_worked(cast, works, now, capa):
    old = opened(cast, works, now - 40 * DAY, title="涂层起泡")
    grave = opened(cast, works, now, title="断轴", grade=1)
    brought_to(capa, "closed", cast=cast, works=works, now=now)
    row = reports.by_department(Capa.objects.all(), now=now)[0]
    assert (row["responsible__name"], row["count"], row["open"], row["closed"], row["effective"], row["late"]) == ("制造部", 3, 2, 1, 1.0, 1)
    assert (row["week"], row["month"], row["quarter"], row["older"]) == (1, 0, 1, 0)
    this, last = reports.by_month(Capa.objects.all())
    assert (this["count"], this["closed"], this["first_share"], this["grave"], last["count"]) == (2, 1, 1.0, 1, 1)
    assert {old.state, grave.state} == {"team"}
    assert next(iter(reports.by_cause(Capa.objects.all())))["factor"] == "machine"


def test_f71_2_the_result_of_a_corrective_action_is_proven_before_it_is_fed_back(cast, works, now, capa):
    brought_to(capa, "check", cast=cast, works=works, now=now)
    move(capa, "prove", actor=cast.han, now=capa.check_from, evidence=EVIDENCE)
    assert queries.round_of(capa).checked_by == cast.han
    with pytest.raises(Refusal):
        move(capa, "prove", actor=cast.han, now=capa.check_from, evidence=EVIDENCE)


def test_f71_4_where_none_is_needed_nothing_is_asked_for(cast, now, source):
    """The reason stands on the source; here nothing runs, and nothing is missed."""
    assert of(source) == []
    assert not doctor.run(only="capa")


def test_f75_3_sales_quality_and_production_have_the_same_sheet(cast, works, now, source):
    row = actions.open_for(source, title="孔径超差", responsible=works, actor=cast.he, now=now)
    for person in (cast.lin, cast.han, works.lu, works.shi):
        assert Capa.objects.visible_to(person).filter(pk=row.pk).exists(), person
    assert not Capa.objects.visible_to(cast.ma).filter(pk=row.pk).exists()


def test_f75_6_used_correctly_and_defective_asks_at_once_and_once(cast, works, now, source):
    first = actions.open_for(source, title="孔径超差", responsible=works, grade=1, actor=cast.he, now=now)
    assert actions.open_for(source, title="孔径超差", responsible=works, grade=1, actor=None, now=now) == first
    assert (first.created_at, first.grade) == (now, 1)
    brought_to(first, "closed", cast=cast, works=works, now=now)
    second = actions.open_for(source, title="又来了", responsible=works, actor=cast.he, now=first.closed_at + DAY)
    assert second != first, "what is closed does not answer a new fault"


def test_f04_6_repair_trace_improve_and_quality_supervises(cast, works, now, capa):
    brought_to(capa, "containment", cast=cast, works=works, now=now)
    done(agreed(capa, "containment", owner=works.shi, actor=works.lu, now=now, text="修复不良品"), now=now)
    brought_to(capa, "check", cast=cast, works=works, now=now)
    assert [kind for kind, _label, rows in queries.actions_of(capa) for _row in rows] == ["containment", "containment", "corrective", "preventive"]
    assert Todo.objects.get(case=capa.case, status="open").assignee == cast.han


def test_an_action_moves_only_with_a_reason_and_ends_only_with_evidence(cast, works, now, capa):
    brought_to(capa, "plan", cast=cast, works=works, now=now)
    action = agreed(capa, "corrective", owner=works.shi, actor=works.lu, now=now)
    todo = Todo.objects.get(pk=action.todo_id)
    with pytest.raises(Refusal):
        todos.complete(todo, actor=works.shi, now=now, outcome="好了")
    with pytest.raises(Refusal):
        todos.postpone(todo, due_at=now + 5 * DAY, reason="忙", actor=works.shi, now=now)
    with pytest.raises(NotAllowed):
        actions.move_action(action, due_at=now + 5 * DAY, reason="忙", actor=works.shi, now=now)
    action = actions.move_action(action, due_at=now + 5 * DAY, reason="等刀具", actor=works.lu, now=now)
    todo.refresh_from_db()
    assert todo.due_at == action.due_at == now + 5 * DAY
    actions.drop_action(action, reason="改用新机床", actor=works.lu, now=now)
    todo.refresh_from_db()
    assert todo.status == "done"
    assert not doctor.run(only="capa")


def test_who_leaves_hands_on_actions_checks_and_requests(cast, works, now, capa):
    brought_to(capa, "plan", cast=cast, works=works, now=now)
    action = agreed(capa, "corrective", owner=works.shi, actor=works.lu, now=now)
    leave(works.shi, successor=works.lu, actor=cast.fang, now=now)
    leave(cast.han, successor=works.lu, actor=cast.fang, now=now)
    action.refresh_from_db()
    capa.refresh_from_db()
    assert action.owner == works.lu
    assert capa.checker == works.jin, "the successor would judge his own work"
    assert not doctor.run(only="capa")


def test_handing_over_keeps_owner_and_checker_apart(cast, works, now, capa):
    actions.hand_over(capa, owner=cast.han, reason="质量部自己的事", actor=works.lu, now=now)
    capa.refresh_from_db()
    assert (capa.owner, capa.checker) == (cast.han, works.jin)
    assert Todo.objects.get(case=capa.case, status="open").assignee == cast.han


def test_rest_says_the_same(cast, works, now, client):
    client.force_login(cast.han)
    api, json = "/api/v1/capas", {"content_type": "application/json"}
    made = client.post(api, {"title": "图纸未受控", "responsible_id": works.pk, "origin": "audit", "grade": 2}, **json).json()
    row = Capa.objects.get(pk=made["id"])
    assert (made["state"], made["owner_id"]) == ("team", works.lu.pk)
    assert client.patch(f"{api}/{row.pk}", {"grade": 1}, **json).json()["grade"] == 1
    written = client.put(f"{api}/{row.pk}/analysis", {"revision": 0, "whys": ["一", "二", "三"], "bones": [{"factor": "man", "text": "新手", "is_root": True}]}, **json)
    assert written.json()["bones"][0]["is_root"]
    assert client.put(f"{api}/{row.pk}/analysis", {"revision": 0, "whys": [], "bones": []}, **json).status_code == 409
    due = {"kind": "containment", "text": "停用旧图", "owner_id": works.shi.pk, "due_at": "2099-01-05T09:00:00+08:00"}
    action = client.post(f"{api}/{row.pk}/actions", due, **json).json()
    done_url = f"{api}/{row.pk}/actions/{action['id']}/done"
    assert client.post(done_url, {"evidence": ""}, **json).status_code == 422
    assert client.post(f"{api}/{row.pk}/actions/{action['id']}/drop", {"reason": "多余"}, **json).json()["dropped_reason"] == "多余"
    assert client.get(f"{api}/{row.pk}/rounds").json()[0]["whys"] == ["一", "二", "三"]
    assert client.post(f"{api}/{row.pk}/answers", {"text": "答复"}, **json).status_code == 409, "there is no customer"
    assert client.post(f"{api}/{row.pk}/assign", {"owner_id": works.shi.pk, "reason": "换人"}, **json).json()["owner_id"] == works.shi.pk
    client.force_login(cast.ma)
    assert client.get(f"{api}/{row.pk}").status_code == 404


def test_evidence_may_be_a_file(cast, works, now, capa):
    brought_to(capa, "plan", cast=cast, works=works, now=now)
    action = agreed(capa, "corrective", owner=works.shi, actor=works.lu, now=now)
    action = actions.finish_action(action, evidence="见照片", upload=upload(), actor=works.shi, now=now)
    assert action.file is not None
