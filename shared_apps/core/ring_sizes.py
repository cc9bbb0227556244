"""Ring sizes: what travels to the bench is the inner circumference in mm; a label is how somebody said it.

    circumference_of(System.US, "6 1/2")            -> Decimal("53.14")
    nearest(System.UK, Decimal("53.14"))             -> Nearest(label="M½", circumference=..., difference=...)

Formulas: US/CA diameter 0.458 + 0.032 n inch; UK/AU metric gauge 36.25 + 1.25 i mm with A = 1; ISO 8653 whole mm;
Japan diameter (n + 38) / 3 mm; Switzerland circumference - 40. Hong Kong has no standard: three gauges are kept as
they are printed, they differ by up to 1.6 mm at one number, and a jeweler may keep a gauge of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache

from django.db import models

from shared_apps.core.errors import DomainError
from shared_apps.core.ring_gauges import HK_CHART, HK_HAND, HK_MILLED, PI

type Gauge = Mapping[str, Decimal]

INCH = Decimal("25.4")
HUNDREDTH = Decimal("0.01")
SMALLEST, LARGEST = Decimal(30), Decimal(90)
FRACTIONS = {"¼": ".25", "1/4": ".25", "½": ".5", "1/2": ".5", "¾": ".75", "3/4": ".75"}
QUARTERS = {Decimal("0"): "", Decimal("0.25"): "¼", Decimal("0.5"): "½", Decimal("0.75"): "¾"}


class System(models.TextChoices):
    US = "us", "US, Canada"
    UK = "uk", "UK, Australia"
    EU = "eu", "EU (ISO 8653)"
    JP = "jp", "Japan (号)"
    CH = "ch", "Switzerland, Italy, Spain"
    HK_A = "hk_a", "Hong Kong, chart gauge"
    HK_B = "hk_b", "Hong Kong, 手寸 gauge"
    HK_C = "hk_c", "Hong Kong, fine gauge"
    OWN = "own", "Our own gauge"
    MM = "mm", "Inner circumference in mm"


GAUGES: dict[System, Gauge] = {System.HK_A: HK_CHART, System.HK_B: HK_HAND, System.HK_C: HK_MILLED}
UNSTANDARDIZED = frozenset({*GAUGES, System.OWN})


class SizeUnknown(DomainError):
    message = "There is no such ring size in this system."


class CircumferenceImplausible(DomainError):
    message = "A ring measures between 30 and 90 mm inside, around the finger."


@dataclass(frozen=True)
class Nearest:
    """The size of a system that comes closest to a circumference, and by how much it misses (mm, signed)."""

    system: System
    label: str
    circumference: Decimal
    difference: Decimal

    @property
    def is_uncertain(self) -> bool:
        """Whether the system has no standard, so that only the millimetres may travel."""
        return self.system in UNSTANDARDIZED


def circumference_of(system: System, label: str, *, own: Gauge | None = None) -> Decimal:
    """Return the inner circumference of a size in mm, to the hundredth.

    Raises SizeUnknown, and CircumferenceImplausible for millimetres no finger has.
    """
    if system is System.MM:
        return _millimetres(label)
    if (found := sizes(system, own=own).get(normalized(system, label))) is None:
        raise SizeUnknown
    return found


def _millimetres(label: str) -> Decimal:
    try:
        return checked_circumference(Decimal(label.strip().lower().removesuffix("mm").strip().replace(",", ".")))
    except InvalidOperation as error:
        raise SizeUnknown from error


def nearest(system: System, circumference: Decimal, *, own: Gauge | None = None) -> Nearest:
    """Return the size of a system closest to a circumference in mm; of two as close the larger.

    Raises CircumferenceImplausible.
    """
    circumference = checked_circumference(circumference)
    if system is System.MM:
        return Nearest(system, f"{circumference:f}", circumference, Decimal(0))
    known = sizes(system, own=own).items()
    label, size = min(known, key=lambda pair: (abs(pair[1] - circumference), -pair[1]))
    return Nearest(system, label, size, size - circumference)


def conversions(circumference: Decimal, *, own: Gauge | None = None) -> list[Nearest]:
    """Return the nearest size in every system, in the order of ``System``."""
    wanted = [system for system in System if system is not System.MM and (system is not System.OWN or own)]
    return [nearest(system, circumference, own=own) for system in wanted]


def checked_circumference(circumference: Decimal) -> Decimal:
    if not (circumference.is_finite() and SMALLEST <= circumference <= LARGEST):
        raise CircumferenceImplausible
    return circumference.quantize(HUNDREDTH, ROUND_HALF_UP)


def diameter(circumference: Decimal) -> Decimal:
    """Return the inner diameter in mm, to the hundredth."""
    return (circumference / PI).quantize(HUNDREDTH, ROUND_HALF_UP)


def sizes(system: System, *, own: Gauge | None = None) -> Gauge:
    """Return the sizes of a system: label to circumference in mm; raises SizeUnknown for an own gauge nobody gave."""
    if system is System.OWN:
        if not own:
            raise SizeUnknown
        return own
    return GAUGES.get(system) or _computed(system)


def normalized(system: System, label: str) -> str:
    """Return a label as the tables spell it: ``6 1/2`` and ``6,5`` are ``6½``, ``n1/2`` is ``N½``."""
    text = label.strip().upper().removeprefix("ISO 8653-").removesuffix("号").removesuffix("號").strip()
    for written, decimal in FRACTIONS.items():
        text = text.replace(written, decimal)
    text = re.sub(r"\s+", "", text).replace(",", ".")
    if system is System.UK:
        return text.replace(".5", "½")
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return _number(number) if number.is_finite() else text


def _number(number: Decimal) -> str:
    whole = int(number)
    rest = number - whole
    return f"{whole or ('' if rest else 0)}{QUARTERS[rest]}" if rest in QUARTERS else f"{number.normalize():f}"


@cache
def _computed(system: System) -> Gauge:
    return {label: size.quantize(HUNDREDTH, ROUND_HALF_UP) for label, size in _exact(system).items()}


def _exact(system: System) -> dict[str, Decimal]:
    quarter = Decimal("0.25")
    match system:
        case System.US:
            steps = [quarter * n for n in range(65)]
            return {_number(n): INCH * (Decimal("0.458") + Decimal("0.032") * n) * PI for n in steps}
        case System.UK:
            return _uk()
        case System.EU:
            return {str(n): Decimal(n) for n in range(41, 77)}
        case System.JP:
            return {str(n): Decimal(n + 38) / 3 * PI for n in range(1, 31)}
        case System.CH:
            return {_number(quarter * n): 40 + quarter * n for n in range(4, 149)}
        case _:
            raise SizeUnknown


def _uk() -> dict[str, Decimal]:
    letters = [chr(ord("A") + n) for n in range(26)]
    table = {}
    for place, letter in enumerate(letters, start=1):
        table[letter] = Decimal("36.25") + Decimal("1.25") * place
        table[f"{letter}½"] = table[letter] + Decimal("0.625")
    for step in range(1, 7):
        table[f"Z+{step}"] = table["Z"] + Decimal("1.25") * step
    return table
