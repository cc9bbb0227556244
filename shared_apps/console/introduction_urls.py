"""Addresses of matching, proposals, introductions, profiles and measures."""

from __future__ import annotations

from django.urls import path

from shared_apps.console.views import introductions, matching, measures, profiles

urlpatterns = [
    path("briefs/<uuid:pk>/matching/", matching.brief_matching, name="brief_matching"),
    path("briefs/<uuid:pk>/proposals/", matching.brief_proposals, name="brief_proposals"),
    path("briefs/<uuid:pk>/introductions/", introductions.brief_introductions, name="brief_introductions"),
    path("briefs/<uuid:pk>/withdrawal/", introductions.brief_withdrawal, name="brief_withdrawal"),
    path("proposals/<uuid:pk>/withdrawal/", matching.proposal_withdrawal, name="proposal_withdrawal"),
    path("introductions/", introductions.introduction_list, name="introduction_list"),
    path("introductions/measures/", measures.measures, name="measures"),
    path("introductions/measures.csv", measures.measures_csv, name="measures_csv"),
    path("introductions/<uuid:pk>/", introductions.introduction_detail, name="introduction_detail"),
    path("introductions/<uuid:pk>/outcome/", introductions.introduction_outcome, name="introduction_outcome"),
    path("follow-ups/<uuid:pk>/done/", introductions.follow_up_done, name="follow_up_done"),
    path("jewelers/<uuid:pk>/profile/", profiles.jeweler_profile, name="jeweler_profile"),
    path("jewelers/<uuid:pk>/conflicts/", profiles.jeweler_conflicts, name="jeweler_conflicts"),
    path("jewelers/conflicts/<uuid:pk>/removal/", profiles.conflict_removal, name="conflict_removal"),
]
