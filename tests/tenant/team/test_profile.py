"""How a house tells DIA'LOG what it makes and for whom."""

import pytest

from shared_apps.introductions.models import Profile
from tests.shared.introductions.conftest import PROFILE

FORM = PROFILE | {"is_open": "on", "committed": "0", "registration_expires_on": "2030-01-01"}


@pytest.mark.parametrize(("role", "status"), [("owner", 302), ("manager", 302), ("sales", 403), ("bench", 403)])
def test_owner_and_manager_write_the_profile(client_as, jeweler_a, role, status):
    assert client_as(role).post("/team/profile/", FORM).status_code == status

    kept = list(Profile.objects.values_list("jeweler_id", "city"))
    assert kept == ([(jeweler_a.id, "Lisbon")] if status == 302 else [])


def test_each_house_sees_its_own_profile(client_as, jeweler_b):
    client_as("owner").post("/team/profile/", FORM)

    assert PROFILE["shown_text"] in client_as("owner").get("/team/profile/").content.decode()
    assert PROFILE["shown_text"] not in client_as("owner", jeweler_b).get("/team/profile/").content.decode()


def test_a_text_that_names_the_house_is_refused_where_it_stands(client_as):
    response = client_as("owner").post("/team/profile/", FORM | {"anonymous_text": "Maison Aurelle, since 1998"})

    assert (response.status_code, Profile.objects.count()) == (422, 0)
    assert 'id="id_anonymous_text_error"' in response.content.decode()
