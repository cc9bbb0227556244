"""What a benchmark answers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One measure next to its baseline in the same run; ``ratio`` is value / baseline, to stay at or under ``target``.

    A ``target`` of None is a comparison for information.
    """

    name: str
    baseline: str
    value: str
    ratio: float
    target: float | None
    passed: bool


def compared(name: str, baseline: float, value: float, *, unit: str, target: float | None) -> Result:
    ratio = value / baseline
    shown = (f"{number:,.2f} {unit}" for number in (baseline, value))
    return Result(name, *shown, round(ratio, 3), target, target is None or ratio <= target)
