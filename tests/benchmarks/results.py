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
    return Result(name, shown(baseline, unit), shown(value, unit), round(ratio, 4), target, met(ratio, target))


def bounded(name: str, value: float, *, unit: str, target: float) -> Result:
    """Compare a measure with a fixed bound instead of another measure."""
    ratio = value / target
    return Result(name, f"at most {shown(target, unit)}", shown(value, unit), round(ratio, 4), 1.0, ratio <= 1)


def met(ratio: float, target: float | None) -> bool:
    return target is None or ratio <= target


def shown(number: float, unit: str) -> str:
    """Write a number with the digits that mean something: 0.0421 s, 3.17 s, 182 MB."""
    if number >= 100:
        return f"{number:,.0f} {unit}"
    return f"{number:.2f} {unit}" if number >= 1 else f"{number:.4f} {unit}"
