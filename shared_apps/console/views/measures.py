"""How well introducing goes, as charts with their tables, and as CSV."""

from __future__ import annotations

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shared_apps.core.http import staff_required
from shared_apps.introductions.measures import HEADINGS, Figures, Measures, measure, row_of, table
from shared_apps.ui.charts import Chart, columns

# A cell that a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@staff_required
def measures(request: HttpRequest) -> HttpResponse:
    found = measure()
    context = {
        "whole": found.whole,
        "charts": charts_of(found),
        "headings": HEADINGS,
        "months": [(figures.label, row_of(figures)) for figures in found.months],
        "houses": [(figures.label, row_of(figures)) for figures in found.houses],
    }
    return render(request, "console/introductions/measures.html", context)


def charts_of(found: Measures) -> list[Chart]:
    times = ("To acknowledge a brief", "To accept", "To first contact")
    in_hours = [
        columns(title, _times(found.months, at), series=("Median", "90 of 100"), unit="working hours")
        for at, title in enumerate(times)
    ]
    rates = columns(
        "Accept rate", [(_short(one), [one.accept_rate]) for one in found.months], series=("Rate",), unit="percent"
    )
    ends = columns("Outcomes", [(_short(one), [one.won, one.lost]) for one in found.months], series=("Won", "Lost"))
    return [*in_hours, rates, ends]


def _times(months: list[Figures], at: int) -> list[tuple[str, list[float | None]]]:
    return [(_short(one), list(one.times[at])) for one in months]


def _short(figures: Figures) -> str:
    return figures.label.partition(" ")[0]


@require_safe
@staff_required
def measures_csv(request: HttpRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="introductions.csv"'}
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    writer = csv.writer(response)
    for row in table(measure()):
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row])
    return response
