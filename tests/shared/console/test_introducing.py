"""Introducing a brief from its page."""

import pytest

from shared_apps.inquiries.models import Brief
from shared_apps.introductions.models import Introduction


def page_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def brief(brief):
    Brief.objects.update(wants_direct_introduction=True)
    brief.refresh_from_db()
    return brief


def test_a_brief_is_introduced_to_those_who_are_ticked(staff, brief, jeweler_a, jeweler_b):
    response = staff.post(f"/briefs/{brief.pk}/introductions/", {"jewelers": [str(jeweler_a.id)]})

    assert response.status_code == 302
    assert list(Introduction.objects.values_list("jeweler_id", "introduced_by_id")) == [
        (jeweler_a.id, staff.account.pk)
    ]
    content = page_of(staff, f"/briefs/{brief.pk}/")
    assert "On its way" in content
    assert f'value="{jeweler_a.id}"' not in content
    assert f'value="{jeweler_b.id}"' in content


@pytest.mark.parametrize("ticked", [[], ["nonsense"], ["019a0000-0000-7000-8000-000000000000"]])
def test_a_brief_is_introduced_to_nobody_else(staff, brief, ticked):
    response = staff.post(f"/briefs/{brief.pk}/introductions/", {"jewelers": ticked})

    assert (response.status_code, Introduction.objects.count()) == (422, 0)
