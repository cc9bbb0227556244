import pytest

from shared_apps.tenancy.slugs import RESERVED, SlugReserved, SlugUnusable, check_slug, skeleton


@pytest.mark.parametrize("slug", ["abc", "maison-aurelle", "a1b", "9-carat", "x" * 40, "a-b-c"])
def test_a_plain_name_is_accepted(slug):
    assert check_slug(slug) == slug


@pytest.mark.parametrize(
    "slug",
    ["", "ab", "x" * 41, "-abc", "abc-", "a--b", "xn--abc", "Abc", "a_b", "a.b", "a b", "abc\n", "café", "a/b", "аbc"],
)
def test_anything_else_is_refused_with_a_sentence(slug):
    with pytest.raises(SlugUnusable, match="3 to 40 characters"):
        check_slug(slug)


@pytest.mark.parametrize("slug", sorted(name for name in RESERVED if len(name) >= 3))
def test_reserved_names_are_refused(slug):
    with pytest.raises(SlugReserved):
        check_slug(slug)


@pytest.mark.parametrize(
    "slug", ["app", "www", "console", "api", "portal", "static", "media", "mail", "admin", "dialog"]
)
def test_the_names_the_system_needs_are_reserved(slug):
    assert slug in RESERVED


@pytest.mark.parametrize("slug", ["c0nsole", "c-onsole", "adrnin", "porta1", "ma1l", "app-", "d1alog", "s-t-a-t-i-c"])
def test_look_alikes_of_reserved_names_are_refused(slug):
    with pytest.raises((SlugReserved, SlugUnusable)):
        check_slug(slug)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("maison-aurelle", "maisonaurelle"),
        ("maison-aurelle", "ma1son-aurelle"),
        ("bellamy", "be11amy"),
        ("orient", "0rient"),
        ("amber", "arnber"),
        ("swan", "svvan"),
        ("opals", "opal5"),
    ],
)
def test_names_that_look_alike_have_one_skeleton(first, second):
    assert skeleton(first) == skeleton(second)


def test_different_names_have_different_skeletons():
    names = ["maison-aurelle", "atelier-bellamy", "opal", "pearl", "onyx", "amber"]
    assert len({skeleton(name) for name in names}) == len(names)
