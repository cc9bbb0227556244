"""Where a person may be sent after signing in."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as fuzz
from hypothesis import strategies as st

from shared_apps.accounts.paths import is_local, local_path


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/clients/",
        "/clients/?q=ring&page=2",
        "/a//b",
        "/enter/x/?next=%2Fteam%2F",
        "/%2F%2Fevil.example",
        "/@evil",
    ],
)
def test_local_paths_are_followed(path):
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        None,
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "evil.example",
        " /clients/",
        "/clients\r\nSet-Cookie: a=b",
        "/\x00",
        "/" + "a" * 1000,
    ],
)
def test_other_addresses_are_not_followed(path):
    assert local_path(path) == "/"


def as_a_browser_reads_it(path):
    """Resolve as the URL standard does: tabs and line ends vanish, back-slashes are slashes."""
    path = "".join(c for c in path.strip("".join(map(chr, range(33)))) if c not in "\t\n\r").replace("\\", "/")
    return not path.startswith("//") and path.startswith("/")


@fuzz(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.sampled_from("/\\:@.?#%&=ae\t\n\r \x00\x0b\u2028／httpsjavscript"), max_size=24))
def test_no_text_a_browser_would_take_for_another_host_is_local(text):
    assert not is_local(text) or as_a_browser_reads_it(text)
