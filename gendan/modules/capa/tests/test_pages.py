"""The pages of corrective actions: steps, analysis as drawing and as list, answers, repeated faults."""

from datetime import timedelta

import pytest

from gendan.modules.capa import actions, similar, subjects
from gendan.modules.capa.models import Capa
from gendan.modules.capa.subjects import Fault
from gendan.modules.capa.tests.story import agreed, analysed, brought_to, move, opened
from gendan.modules.capa.words import Origin
from gendan.modules.samples.tests.story import asked
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal
from gendan.spine.timeline.tests.samples import upload
from gendan.ui.todos import completion_url

DAY = timedelta(days=1)
WHYS = {"why_1": "镗刀磨损", "why_2": "没有按寿命换刀", "why_3": "换刀没有台账"}


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.han)
    return client


def test_one_asks_for_it_on_a_page(desk, cast, works, firm, bearing):
    values = {"title": "审核发现图纸未受控", "origin": "audit", "grade": "3", "responsible": works.pk, "defect": "图纸未受控"}
    assert desk.get("/capa/new").status_code == 200
    assert desk.post("/capa/new", values).status_code == 302
    row = Capa.objects.get()
    assert (row.owner, row.customer, row.origin) == (works.lu, None, "audit")
    for path in (f"/capa/{row.pk}", "/capa?view=all", "/capa?layout=board", "/capa/repeated"):
        assert desk.get(path).status_code == 200, path
    assert desk.post(f"/capa/{row.pk}/edit", values | {"grade": "1"}).status_code == 302
    row.refresh_from_db()
    todo = Todo.objects.get(case=row.case, status="open")
    assert (row.grade, todo.due_at) == (1, row.step_due_at)


def test_the_analysis_is_drawn_and_stands_as_a_list(desk, cast, works, now, capa):
    brought_to(capa, "cause", cast=cast, works=works, now=now)
    url, shown = f"/capa/{capa.pk}/analysis", f"/capa/{capa.pk}?tab=analysis"
    assert "还没有分析" in desk.get(shown).content.decode()
    assert desk.get(url).status_code == 200
    data = WHYS | {"revision": "0", "bone_machine_1": "刀具<b>磨损</b>", "root_machine_1": "on", "bone_man_2": "新手操作"}
    assert desk.post(url, data).status_code == 302
    said = desk.get(shown).content.decode()
    for word in ('class="fishbone"', 'class="whys"', "换刀没有台账", "刀具&lt;b&gt;磨损", "data-bones", "已确认"):
        assert word in said
    assert "style=" not in said.split("<svg", 1)[1].split("</svg>")[0]
    late = desk.post(url, data | {"why_1": "另一个人写的"})
    assert late.status_code == 422
    assert "别人已在此期间改过分析" in late.content.decode()
    assert capa.rounds.get().whys.first().text == "镗刀磨损"


def test_an_action_is_finished_with_evidence_and_a_file(desk, client, cast, works, now, capa):
    brought_to(capa, "plan", cast=cast, works=works, now=now)
    due = (now + 3 * DAY).strftime("%Y-%m-%dT%H:%M")
    data = {"kind": "corrective", "text": "按寿命换刀", "owner": works.shi.pk, "due_at": due}
    assert desk.get(f"/capa/{capa.pk}/action").status_code == 200
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gendan.modules.capa.views.work.timezone.now", lambda: now)
        assert desk.post(f"/capa/{capa.pk}/action", data).status_code == 302
    action = capa.actions.get(kind="corrective")
    client.force_login(works.shi)
    assert desk.get(f"/todos/{action.todo_id}/complete").status_code in (200, 302)
    assert client.post(f"/capa/actions/{action.pk}/done", {"evidence": "见照片", "file": upload()}).status_code == 302
    action.refresh_from_db()
    assert (action.done_by, action.file.kind) == (works.shi, "capa.capa")
    assert "见照片" in client.get(f"/capa/{capa.pk}").content.decode()
    client.force_login(cast.ma)
    assert client.get(f"/capa/{capa.pk}").status_code == 404
    assert client.get(f"/capa/actions/{action.pk}/done").status_code == 404


def test_the_answer_is_approved_by_another_frozen_and_opened_by_a_link(desk, client, cast, works, now, capa):
    brought_to(capa, "carry", cast=cast, works=works, now=now)
    client.force_login(works.lu)
    assert "镗刀磨损后未换" in client.get(f"/capa/{capa.pk}/answer").content.decode()
    assert client.post(f"/capa/{capa.pk}/answer", {"text": "我们已换刀。"}).status_code == 302
    answer = capa.answers.get()
    assert client.post(f"/capa/answers/{answer.pk}/approve").status_code == 403
    client.force_login(cast.han)
    link = client.post(f"/capa/{capa.pk}/link")
    address = link.context["address"]
    client.logout()
    path = address.removeprefix("http://testserver")
    assert "我们正在处理" in client.get(path).content.decode()
    assert client.get(f"{path}.pdf").status_code == 404
    client.force_login(cast.han)
    assert client.post(f"/capa/answers/{answer.pk}/approve").status_code == 302
    assert client.post(f"/capa/answers/{answer.pk}/send", {"way": "link", "sent_to": "高鹏"}).status_code == 302
    assert client.post(f"/capa/answers/{answer.pk}/send", {"way": "link", "sent_to": "高鹏"}).status_code == 422
    assert "高鹏" in client.get(f"/capa/{capa.pk}?tab=answer").content.decode()
    actions.draft_answer(capa, text="第二版草稿", actor=works.lu, now=now)
    client.logout()
    said = client.get(path).content.decode()
    assert "我们已换刀" in said
    assert "第二版草稿" not in said
    pdf = client.get(f"{path}.pdf")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")


@pytest.fixture
def reported(monkeypatch, firm, bearing):
    """Samples that were objected to tell of a fault, as complaints do."""
    found = []
    monkeypatch.setattr(subjects, "_subjects", {**subjects._subjects})
    subjects.register("samples.samplerequest", Origin.COMPLAINT, faults=lambda _since: found)
    return found


def test_repeated_faults_are_found_shown_and_worked_on_as_one(desk, cast, works, now, firm, bearing, reported):
    rows = [asked(firm, cast.he, now, product=bearing) for _number in range(2)]
    reported += [Fault("samples.samplerequest", row.pk, bearing.pk, "孔径 超差", "", str(row), now) for row in rows]
    with pytest.MonkeyPatch.context() as patch:
        for name in ("repeated", "capas"):
            patch.setattr(f"gendan.modules.capa.views.{name}.timezone.now", lambda: now)
        assert not similar.repeated(cast.han, now=now), "quality does not see the samples of sales"
        desk.force_login(cast.bai)
        (fault,) = similar.repeated(cast.bai, now=now)
        assert (fault.count, len(fault.loose), fault.may_be_one) == (2, 2, True)
        url = f"/capa/repeated/together?product={bearing.pk}&defect=孔径超差&factor="
        assert "孔径 超差" in desk.get("/capa/repeated").content.decode()
        assert desk.get(url).status_code == 200
        values = {"title": "重复问题", "origin": "complaint", "grade": "1", "responsible": works.pk, "defect": "孔径超差", "product": bearing.pk}
        assert desk.post(url, values).status_code == 302
        row = Capa.objects.get()
        assert row.sources.count() == 2
        other = opened(cast, works, now, product=bearing, defect="孔径超差", factor="")
        assert desk.post(url, {}).status_code == 302
    other.refresh_from_db()
    assert (other.state, other.joined_to) == ("joined", row)
    assert not doctor.run(only="capa")


def test_each_known_cause_is_a_fault_of_its_own(cast, works, now, bearing):
    for factor in ("machine", "machine", "man", "man", ""):
        row = opened(cast, works, now, product=bearing, defect="孔径超差")
        Capa.objects.filter(pk=row.pk).update(factor=factor)
    assert {(one.factor, one.count) for one in similar.repeated(cast.han, now=now)} == {("machine", 2), ("man", 2)}


def test_the_same_fault_is_shown_on_the_page_and_marked_when_it_came_back(desk, cast, works, now, capa, bearing):
    brought_to(capa, "closed", cast=cast, works=works, now=now)
    later = capa.closed_at + DAY
    again = opened(cast, works, later, product=bearing, defect="孔径超差")
    assert capa.number in desk.get(f"/capa/{again.pk}?tab=alike").content.decode()
    (fault,) = similar.repeated(cast.han, now=later)
    assert fault.came_back


def test_earlier_rounds_stay_readable(desk, cast, works, now, capa):
    brought_to(capa, "check", cast=cast, works=works, now=now)
    move(capa, "again", actor=cast.han, now=now + DAY, evidence="第二批又有 3 件", why_again="台账没有人看")
    said = desk.get(f"/capa/{capa.pk}?tab=analysis").content.decode()
    assert 'data-round="1"' in said
    assert "第二批又有 3 件" in said


def test_two_people_on_one_record_are_decided(cast, works, now, capa):
    brought_to(capa, "carry", cast=cast, works=works, now=now)
    mine, yours = Capa.objects.get(pk=capa.pk), Capa.objects.get(pk=capa.pk)
    for action in capa.actions.filter(done_at=None):
        actions.finish_action(action, evidence="台账", actor=works.shi, now=now)
    engine.perform(mine, "carry_out", actor=works.lu, now=now)
    with pytest.raises(Refusal, match="陆承"):
        engine.perform(yours, "carry_out", actor=cast.han, now=now)
    analysis = agreed(mine, "preventive", owner=works.shi, actor=works.lu, now=now, text="同类机床")
    assert analysis.round.number == 1
    with pytest.raises(Refusal):
        analysed(mine, actor=works.lu, now=now)


def test_the_todo_of_a_step_is_done_by_its_move(desk, client, cast, works, now, capa):
    client.force_login(works.lu)
    for goal, word in (("team", "小组成员"), ("problem", "问题描述"), ("cause", "根本原因")):
        brought_to(capa, goal, cast=cast, works=works, now=now)
        todo = Todo.objects.get(case=capa.case, key=f"state.{goal}", status="open")
        assert word in client.get(completion_url(todo)).content.decode()
    brought_to(capa, "check", cast=cast, works=works, now=now)
    client.force_login(cast.han)
    said = client.get(f"/capa/{capa.pk}").content.decode()
    assert f"/do/capa.capa/{capa.pk}/again" in said, "that it did not work has a button"
    assert f"/capa/{capa.pk}/action" not in said


def test_what_helps_at_a_step_stands_beside_it_and_giving_up_never_stands_first(desk, cast, works, now, capa):
    answer = desk.get(f"/capa/{capa.pk}")
    assert "data-hints" in answer.content.decode()
    keys = [one.key for one in answer.context["sheet"].all_buttons if one.allowed]
    assert keys.index("withdraw") == len(keys) - 1 > 0


def test_a_team_of_one_is_gathered_on_the_page(client, cast, works, now, capa):
    client.force_login(works.lu)
    answer = client.post(f"/do/capa.capa/{capa.pk}/gather", {"team": [works.shi.pk], "checker": cast.han.pk})
    capa.refresh_from_db()
    assert (answer.status_code, capa.state, list(capa.team.all())) == (302, "problem", [works.shi])
