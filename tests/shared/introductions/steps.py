"""What people do on the ladder, and what it came to."""

from shared_apps.introductions import operations, wording
from shared_apps.introductions.models import FollowUp
from shared_apps.introductions.tokens import token_of


def say_yes(proposal, *positions, language="en"):
    choices = list(proposal.choices.order_by("position"))
    words = wording.choice_hash(language, operations.shown_in(choices))
    chosen = [choice.pk for choice in choices if choice.position in positions]
    return operations.choose(token_of(proposal.pk), chosen, language=language, text_hash=words)


def states(brief):
    return list(brief.introductions.order_by("position").values_list("state", flat=True))


def matters(brief):
    return set(FollowUp.objects.filter(brief=brief, done_at=None).values_list("matter", flat=True))
