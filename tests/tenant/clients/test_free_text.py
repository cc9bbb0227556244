import pytest

from shared_apps.core.free_text import has_card_number


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111111",
        "her card: 4111 1111 1111 1111, exp 12/29",
        "5555-5555-5555-4444",
        "3782 822463 10005",
        "flat 12 4111 1111 1111 1111",
        "４１１１ １１１１ １１１１ １１１１",
        "6250941006528599",
    ],
)
def test_a_card_number_is_seen_however_it_is_grouped(text):
    assert has_card_number(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "call +852 9123 4567 after six",
        "GIA 2416998301 and 6183774120",
        "4111111111111112",
        "1111 1111 1111 1117",
        "ring 54, budget 120000 to 150000",
        "41111111111111111111111",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert has_card_number(text) is False


def test_a_long_run_of_digits_is_read_in_no_time():
    assert has_card_number("1 " * 5000) is False
