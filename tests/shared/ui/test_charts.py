"""Columns drawn on the server."""

from shared_apps.ui.charts import columns


def test_columns_stand_on_the_floor_and_reach_a_round_top():
    chart = columns("Outcomes", [("Jan", [7, 3]), ("Feb", [None, 0])], series=("Won", "Lost"))

    assert [mark.words for mark in chart.beside] == ["0", "2.5", "5", "7.5", "10"]
    assert [round(column.y + column.height, 1) for column in chart.columns] == [chart.floor] * 3
    assert [column.words for column in chart.columns] == ["Jan, Won: 7", "Jan, Lost: 3", "Feb, Lost: 0"]


def test_a_chart_says_in_words_what_it_shows():
    chart = columns("To accept", [("Jan", [1.5])], series=("Median",), unit="hours")

    assert chart.summary == "To accept. Jan, Median: 1.5 hours."


def test_no_figures_are_no_picture():
    chart = columns("To accept", [("Jan", [None])], series=("Median",))

    assert (chart.is_empty, chart.summary) == (True, "To accept: no figures yet.")


def test_words_that_would_run_into_each_other_are_left_out():
    chart = columns("Days", [(f"day {n}", [n]) for n in range(60)], series=("n",))

    assert len(chart.below) < 15


def test_names_are_escaped():
    chart = columns("<b>", [("<i>", [1])], series=("<u>", "x"))

    assert "<b>" not in str(drawn_html(chart))


def drawn_html(chart):
    from django.template.loader import render_to_string

    return render_to_string("cotton/chart.html", {"chart": chart, ":chart": chart})
