"""Writes of sizes and measurements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from shared_apps.core.actors import Actor
from shared_apps.core.clock import today
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.ring_sizes import System, checked_circumference, circumference_of
from tenant_apps.audit.operations import record
from tenant_apps.clienteling.models import LONGEST, GaugeMark, Measurement, RingSize
from tenant_apps.clienteling.queries import own_gauge
from tenant_apps.clients.models import Client
from tenant_apps.clients.operations import open_client, refuse_card_numbers


class RingSizeFields(TypedDict, total=False):
    hand: str
    finger: str
    how: str
    fit: str
    band_width: Decimal | None
    note: str


class MeasuredTomorrow(DomainError):
    message = "Nobody has measured this yet: the day is still to come."


@jeweler_atomic()
def measure_finger(
    client: Client,
    *,
    system: str,
    label: str,
    measured_on: date | None = None,
    by: Actor,
    **fields: Unpack[RingSizeFields],
) -> RingSize:
    """Keep how a finger measures; raises SizeUnknown, CircumferenceImplausible, MeasuredTomorrow.

    An earlier size of the same finger stays as history.
    """
    client = open_client(client)
    refuse_card_numbers(fields.get("note"))
    size = RingSize.objects.create(
        client=client,
        system=system,
        label=label.strip(),
        circumference=circumference_of(System(system), label, own=own_gauge()),
        measured_on=_past(measured_on),
        measured_by_id=by.actor_id,
        **fields,
    )
    record("clienteling.ring_size.measured", size, by=by, number=client.number)
    return size


@jeweler_atomic()
def forget_ring_size(size: RingSize, *, by: Actor) -> None:
    """Remove a size that was wrong."""
    client = open_client(size.client)
    if client.ring_sizes.filter(pk=size.pk).delete()[0]:
        record("clienteling.ring_size.forgotten", client, by=by, number=client.number)


class LengthImplausible(DomainError):
    message = "A measurement is between 1 and 1,500 mm."


@jeweler_atomic()
def measure_part(
    client: Client, *, part: str, millimetres: Decimal, note: str = "", measured_on: date | None = None, by: Actor
) -> Measurement:
    """Keep a length in mm; raises LengthImplausible, MeasuredTomorrow."""
    client = open_client(client)
    refuse_card_numbers(note)
    if not (millimetres.is_finite() and 1 <= millimetres <= LONGEST):
        raise LengthImplausible
    made = Measurement.objects.create(
        client=client, part=part, millimetres=millimetres, note=note, measured_on=_past(measured_on)
    )
    record("clienteling.measurement.taken", made, by=by, number=client.number)
    return made


@jeweler_atomic()
def forget_measurement(measurement: Measurement, *, by: Actor) -> None:
    """Remove a length that was wrong."""
    client = open_client(measurement.client)
    if client.measurements.filter(pk=measurement.pk).delete()[0]:
        record("clienteling.measurement.forgotten", client, by=by, number=client.number)


class GaugeNotSteady(DomainError):
    message = "The sizes of a gauge grow from the first to the last, each of them once."


@jeweler_atomic()
def keep_own_gauge(marks: Mapping[str, Decimal], *, by: Actor) -> None:
    """Replace the workspace's own gauge; an empty one removes it. Sizes measured by it keep their millimetres.

    Raises GaugeNotSteady, CircumferenceImplausible.
    """
    around = [checked_circumference(size) for size in marks.values()]
    if sorted(set(around)) != around:
        raise GaugeNotSteady
    GaugeMark.objects.all().delete()
    GaugeMark.objects.bulk_create(
        GaugeMark(label=label, circumference=size) for label, size in zip(marks, around, strict=True)
    )
    record("clienteling.gauge.kept", None, by=by, sizes=len(marks))


def _past(on: date | None) -> date:
    if on is not None and on > today():
        raise MeasuredTomorrow
    return on or today()
