"""Pareto and control charts: their sums, limits and run rules, and what the page draws of them."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from gendan.ui.report.control import ENOUGH, broken_rules, chart_of
from gendan.ui.report.declare import Control, Field, Pareto, Plot
from gendan.ui.report.plot import NAMED, data_of

COUNTS = st.lists(st.integers(0, 500), min_size=ENOUGH, max_size=40)
FIELDS = (Field(key="name", title="name"), Field(key="count", title="count", format="number"))


def rows(*counts, wholes=None):
    return [{"name": f"n{place}", "count": count, "whole": wholes[place] if wholes else None} for place, count in enumerate(counts)]


@given(counts=COUNTS)
def test_the_limits_of_a_c_chart_lie_about_the_mean_and_never_below_nothing(counts):
    chart = chart_of(counts, [None] * len(counts))
    assert chart.kind == "c"
    for point in chart.points:
        assert 0 <= point.lower <= point.mean <= point.upper
        assert point.mean == pytest.approx(sum(counts) / len(counts))


@given(counts=COUNTS, more=st.integers(0, 1000))
def test_the_limits_of_a_p_chart_stay_shares(counts, more):
    chart = chart_of(counts, [count + more for count in counts])
    if not sum(counts) + more:
        return
    assert chart.kind == "p"
    for point in chart.points:
        assert 0 <= point.lower <= point.mean <= point.upper <= 1 + 1e-9


def test_the_limits_are_those_of_the_book():
    chart = chart_of([9] * 7 + [16], [None] * 8)
    assert chart.points[0].mean == pytest.approx(9.875)
    assert chart.points[0].upper == pytest.approx(9.875 + 3 * 9.875**0.5)
    share = chart_of([10] * 8, [100] * 7 + [400])
    mean = 80 / 1100
    assert share.points[7].upper == pytest.approx(mean + 3 * (mean * (1 - mean) / 400) ** 0.5)
    assert share.points[7].upper < share.points[0].upper


def test_what_cannot_be_part_of_its_whole_makes_a_c_chart():
    assert chart_of([3] * 9, [2] * 9).kind == "c"
    assert chart_of([0] * 9, [0] * 9).kind == "c"
    assert chart_of([1] * 9, [4] * 8 + [None]).kind == "c"


def test_with_few_points_there_are_no_limits():
    assert chart_of([1] * (ENOUGH - 1), [None] * (ENOUGH - 1)).points == ()
    assert chart_of([0] * ENOUGH, [5] * (ENOUGH - 1) + [0]).points == ()


def test_a_whole_of_nothing_leaves_its_point_out_and_breaks_no_row():
    chart = chart_of([1] * 8 + [0], [10] * 8 + [0])
    assert chart.points[8].value is None
    assert broken_rules([1.0, None, *[1.0] * 8])[-1] == ("side",)


@pytest.mark.parametrize(("offs", "rules"), [
    ([0, 0, 3.1], ("beyond",)),
    ([0, -3.1], ("beyond",)),
    ([2.1, 0, 2.1], ("near",)),
    ([2.1, 0, -2.1], ()),
    ([0.1] * 9, ("side",)),
    ([0.1] * 8, ()),
    ([-0.5, *[0.1] * 8], ()),
    ([-2, -1, -0.5, 0.5, 1, 1.5], ("trend",)),
    ([1.5, 1, 0.5, -0.5, -1, -2], ("trend",)),
    ([1.5, 1, 0.5, 0.5, -1, -2], ()),
    ([3, 3], ("near",)),
])
def test_each_run_rule_speaks_at_its_last_point(offs, rules):
    assert broken_rules([float(off) for off in offs])[-1] == rules


@given(offs=st.lists(st.floats(-1, 1), max_size=5))
def test_few_quiet_points_break_no_rule(offs):
    assert not any(broken_rules(offs))


@given(counts=st.lists(st.integers(0, 1000), max_size=60))
def test_a_pareto_plot_falls_and_ends_at_all(counts):
    plot = data_of(Pareto(x="name", count="count"), FIELDS, rows(*counts))
    if sum(1 for count in counts if count) < 2:
        assert plot is None
        return
    bars, running, limit = (one["values"] for one in plot["series"])
    named = bars[:NAMED]
    assert named == sorted(named, reverse=True)
    assert sum(bars) == sum(counts)
    assert running == sorted(running)
    assert running[-1] == pytest.approx(100)
    assert set(limit) == {80}


def test_a_pareto_plot_says_which_few_matter():
    with translation.override("zh-hans"):
        plot = data_of(Pareto(x="name", count="count"), FIELDS, rows(1, 6, 2, 1))
    assert plot["x"] == ["n1", "n2", "n0", "n3"]
    assert plot["notes"] == ["前 2 项（共 4 项）占 80%。"]


def test_days_run_to_the_right_though_the_table_begins_with_the_newest():
    newest_first = [{"name": date(2026, 9, day), "count": day} for day in (24, 23, 21)]
    plot = data_of(Plot(x="name", bars=("count",)), FIELDS, newest_first)
    assert plot["x"] == ["2026-09-21", "2026-09-23", "2026-09-24"]
    assert plot["series"][0]["values"] == [21, 23, 24]
    assert data_of(Plot(x="name", bars=("count",)), FIELDS, rows(3, 1, 2))["x"] == ["n0", "n1", "n2"]


def test_a_control_chart_marks_what_is_not_chance_and_says_it_in_words():
    plot = Control(x="name", part="count", whole="whole")
    with translation.override("zh-hans"):
        drawn = data_of(plot, FIELDS, rows(*[4] * 12, 20))
        shares = data_of(plot, FIELDS, rows(*[4] * 12, wholes=[100] * 12))
        few = data_of(plot, FIELDS, rows(4, 5))
    assert drawn["chart"] == "c"
    assert drawn["series"][0]["marked"] == [False] * 8 + [True] * 4 + [True]
    assert "n12: 超出控制限" in drawn["notes"]
    assert shares["chart"] == "p"
    assert shares["series"][0]["format"] == "percent"
    assert shares["notes"][-1] == "没有异常点：波动属于偶然。"
    assert few["notes"] == ["点数还太少，画不出控制限。"]
    assert data_of(plot, FIELDS, rows(0, 0, 0)) is None
