"""A budget band in the money a person thinks in: round figures near the band, for guidance and never a rate."""

from __future__ import annotations

from django.utils.translation import gettext as _

from shared_apps.inquiries.enums import Budget, Currency

SIGNS = {
    Currency.HKD: "HK$",
    Currency.USD: "US$",
    Currency.EUR: "€",
    Currency.GBP: "£",
    Currency.CNY: "CN¥",
    Currency.TWD: "NT$",
    Currency.JPY: "JP¥",
    Currency.SGD: "S$",
    Currency.AUD: "A$",
}
# The six edges between the seven bands, lowest first.
EDGES = {
    Currency.HKD: (10_000, 25_000, 50_000, 100_000, 250_000, 500_000),
    Currency.USD: (1_300, 3_200, 6_500, 13_000, 32_000, 65_000),
    Currency.EUR: (1_100, 2_800, 5_500, 11_000, 28_000, 55_000),
    Currency.GBP: (1_000, 2_400, 4_800, 9_600, 24_000, 48_000),
    Currency.CNY: (9_000, 23_000, 46_000, 92_000, 230_000, 460_000),
    Currency.TWD: (40_000, 100_000, 200_000, 400_000, 1_000_000, 2_000_000),
    Currency.JPY: (200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000),
    Currency.SGD: (1_700, 4_200, 8_400, 17_000, 42_000, 84_000),
    Currency.AUD: (2_000, 5_000, 10_000, 20_000, 50_000, 100_000),
}
BANDS = tuple(band for band in Budget if band is not Budget.GUIDE_ME)


def band_words(budget: str, currency: str = Currency.HKD) -> str:
    """Return a band as people of a currency would say it, in the current language."""
    band, money = Budget(budget), Currency(currency)
    if band is Budget.GUIDE_ME or money is Currency.HKD:
        return str(band.label)
    sign, edges, place = SIGNS[money], EDGES[money], BANDS.index(band)
    if place == 0:
        return _("Below %(amount)s") % {"amount": f"{sign}{edges[0]:,}"}
    if place == len(edges):
        return _("Above %(amount)s") % {"amount": f"{sign}{edges[-1]:,}"}
    low, high = (f"{sign}{edge:,}" for edge in edges[place - 1 : place + 1])
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def band_choices(currency: str = Currency.HKD) -> list[tuple[str, str]]:
    """Return the bands to choose from, in one currency."""
    return [(band.value, band_words(band, currency)) for band in Budget]
