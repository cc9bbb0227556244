"""The three Hong Kong gauges as they are printed; the same number differs by up to 1.6 mm between them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

PI = Decimal("3.141592653589793238462643383279502884")

# The chart printed beside US and UK sizes: inner circumference in mm.
_CHART = {
    "6": "44.2",
    "7.5": "45.5",
    "9": "46.8",
    "10": "48.0",
    "11": "49.3",
    "12": "50.6",
    "13": "51.9",
    "14.5": "53.1",
    "16": "54.4",
    "17": "55.7",
    "18": "57.0",
    "19": "58.3",
    "20.5": "59.5",
    "22": "60.8",
    "23": "62.1",
    "24": "63.4",
    "25": "64.6",
    "26": "65.9",
    "27.75": "67.2",
    "30": "69.7",
}

# The 手寸 table: inner circumference in mm.
_HAND = {
    "1": "38.6",
    "2": "39.6",
    "3": "40.5",
    "4": "41.8",
    "5": "43.0",
    "6": "44.3",
    "7": "45.2",
    "8": "46.5",
    "9": "47.4",
    "10": "48.4",
    "11": "49.6",
    "12": "50.6",
    "13": "51.8",
    "14": "53.1",
    "15": "54.0",
    "16": "55.3",
    "17": "56.2",
    "18": "57.5",
    "19": "58.4",
    "20": "59.7",
    "21": "60.3",
    "22": "61.2",
    "23": "62.5",
    "24": "63.4",
    "25": "65",
    "26": "66",
    "27": "66.9",
    "28": "67.8",
    "29": "69.4",
    "30": "71.0",
    "31": "71.9",
    "32": "72.5",
}

# The fine gauge, by inner diameter in mm; its 7 is misprinted in every copy we saw and left out.
_MILLED = {
    "1": "12.0",
    "2": "12.5",
    "3": "12.9",
    "4": "13.3",
    "5": "13.6",
    "6": "14.25",
    "8": "14.9",
    "9": "15.3",
    "10": "15.65",
    "11": "16.0",
    "12": "16.3",
    "13": "16.6",
    "14": "17.0",
    "15": "17.4",
    "16": "17.7",
    "17": "18.1",
    "18": "18.4",
    "19": "18.8",
    "20": "19.15",
    "21": "19.5",
    "22": "19.85",
    "23": "20.15",
    "24": "20.55",
    "25": "20.9",
    "26": "21.25",
    "27": "21.6",
    "28": "21.9",
    "29": "22.2",
    "30": "22.5",
}


def _labelled(number: str) -> str:
    whole, _, rest = number.partition(".")
    return whole + {"": "", "25": "¼", "5": "½", "75": "¾"}[rest]


def _around(diameter: str) -> Decimal:
    return (Decimal(diameter) * PI).quantize(Decimal("0.01"), ROUND_HALF_UP)


HK_CHART = {_labelled(number): Decimal(size) for number, size in _CHART.items()}
HK_HAND = {_labelled(number): Decimal(size) for number, size in _HAND.items()}
HK_MILLED = {_labelled(number): _around(size) for number, size in _MILLED.items()}
