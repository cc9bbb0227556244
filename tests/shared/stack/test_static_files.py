"""Static files as they are released: a name with its content's hash, kept by browsers for a year and longer."""

import pytest
from django.core.management import call_command
from django.http import HttpResponseNotFound
from django.templatetags.static import static
from whitenoise.middleware import WhiteNoiseMiddleware

from config.settings import base

A_YEAR = 31_536_000


@pytest.fixture
def released(tmp_path, settings):
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = settings.STORAGES | {"staticfiles": base.STORAGES["staticfiles"]}
    settings.WHITENOISE_AUTOREFRESH = False
    call_command("collectstatic", interactive=False, verbosity=0)
    return WhiteNoiseMiddleware(lambda _request: HttpResponseNotFound())


@pytest.mark.parametrize("name", ["ui/vendor/cormorant-latin-wght-normal.woff2", "public_site/site.css"])
def test_a_released_file_is_kept_for_a_year_under_a_name_of_its_own(released, rf, name):
    address = static(name)

    answer = released(rf.get(address))
    answer.close()

    assert name not in address
    said = answer.headers["Cache-Control"]
    assert "immutable" in said
    assert int(said.partition("max-age=")[2].partition(",")[0]) >= A_YEAR
