"""The words of a request: what people ask for, under which law, and how far it is."""

from __future__ import annotations

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a person may ask of a controller."""

    ACCESS = "access", "See their data"
    CORRECTION = "correction", "Correct their data"
    DELETION = "deletion", "Delete their data"
    OBJECTION = "objection", "Object to a use"
    RESTRICTION = "restriction", "Keep it, but do not use it"
    PORTABILITY = "portability", "Take a copy elsewhere"


class Regime(TextChoices):
    """Whose law gives the right; Hong Kong's always does."""

    PDPO = "pdpo", "Hong Kong (PDPO)"
    EU = "eu_gdpr", "European Union (GDPR)"
    UK = "uk_gdpr", "United Kingdom (UK GDPR)"


class Source(TextChoices):
    MAIL = "mail", "E-mail"
    PHONE = "phone", "Phone"
    LETTER = "letter", "Letter"
    ACCOUNT = "account", "The account page"
    OURSELVES = "ourselves", "We noticed it ourselves"


class RequestState(TextChoices):
    NEW = "new", "New"
    ASKED = "asked", "Asked who they are"
    IN_HAND = "in_hand", "In hand"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    MERGED = "merged", "Part of another"
    POINTED = "pointed", "Pointed to their jeweler"


OPEN_STATES = (RequestState.NEW, RequestState.ASKED, RequestState.IN_HAND)


class Relation(TextChoices):
    """Who asks: the person, or somebody who may ask for them (PDPO s.17A, s.18)."""

    SELF = "self", "The person"
    PARENT = "parent", "A parent"
    GUARDIAN = "guardian", "A guardian"
    AUTHORIZED = "authorized", "Somebody they authorized in writing"


class Identity(TextChoices):
    """How we know; never more than the request needs, and never a copy that is kept."""

    SESSION = "session", "Signed in to their account"
    REPLY = "reply", "Answered from the address we hold"
    CALL = "call", "Called back on the number we hold"
    SHOWN = "shown", "Showed a document, of which we kept nothing"
    KNOWN = "known", "Told us what only they can know"


class DossierState(TextChoices):
    WAITING = "waiting", "Being made"
    READY = "ready", "Ready"
    EXPIRED = "expired", "Expired"


class DeletionState(TextChoices):
    PLANNED = "planned", "Planned"
    RUNNING = "running", "Being carried out"
    DONE = "done", "Carried out"


class HoldKind(TextChoices):
    """Only a law keeps what a person wants deleted; their own wish to keep it yields to their wish to delete it."""

    LAW = "law", "A law asks for it"
    CLAIM = "claim", "A legal claim needs it"
    WISH = "wish", "The person asked us to keep it"


class RestraintKind(TextChoices):
    OBJECTION = "objection", "Objection"
    RESTRICTION = "restriction", "Restriction"
    MINOR = "minor", "Under 16"


class Statute(TextChoices):
    """On what a refusal may rest."""

    IDENTITY = "pdpo_20_1_a", "PDPO s.20(1)(a): we cannot tell who asks"
    OTHERS = "pdpo_20_1_b", "PDPO s.20(1)(b): it would show another person's data"
    FORM = "pdpo_20_3", "PDPO s.20(3): the request does not say what it is about"
    NOT_WRONG = "pdpo_24_3", "PDPO s.24(3): we are not satisfied that the data are wrong"
    LAW_KEEPS = "pdpo_26_2", "PDPO s.26(2): a law forbids deleting it"
    EXEMPT = "pdpo_part_8", "PDPO Part 8: an exemption applies"
    EXCESSIVE = "gdpr_12_5", "GDPR Art. 12(5): plainly unfounded or excessive"
    OVERRIDING = "gdpr_21_1", "GDPR Art. 21(1): compelling legitimate grounds"
    LEGAL_DUTY = "gdpr_17_3", "GDPR Art. 17(3): a legal obligation asks us to keep it"


class PassedKind(TextChoices):
    """What a jeweler is told of a person."""

    CORRECTION = "correction", "Corrected"
    DELETION = "deletion", "Deleted"
    RESTRICTION = "restriction", "Use stopped"
    MINOR = "minor", "Under 16"
    REQUEST = "request", "A request for you"


class RecordKind(TextChoices):
    INVOICE = "invoice", "Invoice"
