"""The copy of everything: complete by the data map, in words, without others or secrets, behind link and code."""

import json
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from shared_apps.core.clock import now
from shared_apps.core.datamap import Category
from shared_apps.inquiries.models import Inquiry
from shared_apps.rights import dossier as copies
from shared_apps.rights.dossier import SCHEMA, as_json, ask_dossier, compose, content_of
from shared_apps.rights.enums import Kind, Statute
from shared_apps.rights.refusals import refuse
from shared_apps.rights.request_models import Dossier
from shared_apps.rights.subjects import NoSubjectPath, Person, about_people, everything_of, rows_of
from shared_apps.tenancy.hosts import Surface
from tests.shared.rights.conftest import EMAIL
from tests.shared.rights.schema import faults
from tests.support.people import browser, make_account, signed_in_client
from tests.support.work import work_off

pytestmark = pytest.mark.usefixtures("clean_desk")
SOMEBODY = Person(frozenset({EMAIL}), frozenset({"85255550199"}), frozenset())


def values(content):
    return [field["value"] for part in content["sections"] for row in part["rows"] for field in row["fields"]]


@pytest.mark.parametrize("declared", list(about_people()), ids=lambda one: one.model._meta.label)
def test_every_model_about_people_is_searched_by_its_declared_path(declared):
    try:
        found = list(rows_of(SOMEBODY, declared))
    except NoSubjectPath as error:
        pytest.fail(str(error))

    assert found == []


def test_the_copy_is_composed_from_every_model_that_names_a_person(ask, brief, inquiry, introduced):
    account = make_account(EMAIL, name="Wen Li")
    signed_in_client(account, surface=Surface.APP)

    tables = {part["table"] for part in compose(ask(Kind.ACCESS))["sections"]}

    assert tables >= {
        "accounts.account",
        "accounts.session",
        "account.emailaddress",
        "inquiries.brief",
        "inquiries.inquiry",
        "introductions.introduction",
        "rights.request",
    }


def test_rows_are_found_by_phone_however_it_is_written(ask, brief):
    request = ask(Kind.ACCESS, emails=[], phones=["00852 5555-0199"])

    assert "inquiries.brief" in {part["table"] for part in compose(request)["sections"]}


def test_codes_are_words_with_what_they_stand_for(ask, brief):
    content = compose(ask(Kind.ACCESS))

    [part] = [part for part in content["sections"] if part["table"] == "inquiries.brief"]
    piece = next(field for field in part["rows"][0]["fields"] if field["label"] == "Piece")
    assert piece["value"] == "Engagement ring"
    assert piece["code"] == "engagement"
    assert part["purpose"] == "introduce a person to a jeweler"


def test_other_peoples_addresses_numbers_and_named_words_are_taken_out(ask):
    said = f"Ask my sister Ada at ada@example.com or +852 6123 4567; I am {EMAIL}."
    Inquiry.objects.create(reference="AAAA-2222", name="Wen Li", email=EMAIL, message=said)

    content = compose(ask(Kind.ACCESS), ["Ada"])

    hidden = "[another person]"
    assert f"Ask my sister {hidden} at {hidden} or {hidden}; I am {EMAIL}." in values(content)


def test_secrets_are_never_in_it(ask, staff):
    account = make_account(EMAIL, password="correct horse battery")
    browser_of = signed_in_client(account, surface=Surface.APP)
    text = json.dumps(compose(ask(Kind.ACCESS)))

    account.refresh_from_db()
    assert account.password not in text
    assert [morsel.value for morsel in browser_of.cookies.values() if morsel.value in text] == []
    assert [d for d in about_people() if any(f.category is Category.NONE for f in d.fields.values())] != []


def test_it_holds_nobody_else(ask, brief):
    Inquiry.objects.create(reference="BBBB-2222", name="Somebody Else", email="else@example.com", message="Mine")

    assert "Somebody Else" not in values(compose(ask(Kind.ACCESS)))


def test_as_a_file_it_follows_the_published_schema(ask, brief, inquiry, introduced):
    made_account = make_account(EMAIL, name="Wen Li")
    signed_in_client(made_account, surface=Surface.APP)
    content = json.loads(as_json(compose(ask(Kind.ACCESS))))

    assert faults(content, json.loads(SCHEMA.read_text())) == []


def test_what_the_person_said_of_a_value_stands_beside_it(ask, staff, brief):
    about = ("inquiries.brief", str(brief.pk))
    told = {"statute": Statute.NOT_WRONG, "reason": "You wrote it so.", "note": "I never wrote Lisbon.", "about": about}
    refuse(ask(Kind.CORRECTION), kind=Kind.CORRECTION, by=staff, **told)

    [part] = [part for part in compose(ask(Kind.ACCESS))["sections"] if part["table"] == "inquiries.brief"]
    assert part["rows"][0]["notes"] == ["I never wrote Lisbon."]


def test_a_task_makes_it_and_it_lies_sealed(ask, staff, brief):
    made = ask_dossier(ask(Kind.ACCESS), by=staff)
    assert ask_dossier(made.request, by=staff) == made
    work_off()

    made.refresh_from_db()
    assert made.state == "ready"
    assert EMAIL not in made.sealed
    assert content_of(made)["reference"] == made.request.reference


@pytest.fixture
def sent(ask, staff, brief, mailoutbox):
    """A copy sent by link; returns the copy and the link's path."""
    made = ask_dossier(ask(Kind.ACCESS), by=staff)
    work_off()
    made.refresh_from_db()
    copies.send_link(made, by=staff)
    work_off()
    link = re.search(r"https?://\S+/copies/\S+", mailoutbox[-1].body).group()
    mailoutbox.clear()
    return made, urlsplit(link).path


def code_in(mailoutbox):
    return re.search(r"\d{4} \d{4}", mailoutbox[-1].body).group()


def test_the_person_opens_it_with_link_and_code_without_an_account(sent, mailoutbox):
    made, path = sent
    client = browser()

    assert EMAIL not in client.get(path).content.decode()
    client.post(path, {"act": "code"})
    work_off()
    shown = client.post(path, {"act": "open", "code": code_in(mailoutbox)})
    file = client.post(path, {"act": "file", "code": code_in(mailoutbox)})

    assert shown.status_code == 200
    assert "Lisbon, Portugal" in shown.content.decode()
    assert shown.headers["Cache-Control"] == "no-store"
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert faults(json.loads(file.content), json.loads(SCHEMA.read_text())) == []
    assert Dossier.objects.get(pk=made.pk).opened_at is not None


def test_wrong_codes_run_out_and_an_old_one_is_none(sent, mailoutbox):
    made, path = sent
    client = browser()
    client.post(path, {"act": "code"})
    work_off()
    right = code_in(mailoutbox)

    for _ in range(copies.MAX_TRIES):
        assert client.post(path, {"act": "open", "code": "00000000"}).status_code == 422
    assert client.post(path, {"act": "open", "code": right}).status_code == 422
    client.post(path, {"act": "code"})
    work_off()
    Dossier.objects.update(code_until=now() - timedelta(seconds=1))
    assert client.post(path, {"act": "open", "code": code_in(mailoutbox)}).status_code == 422
    assert Dossier.objects.get(pk=made.pk).opened_at is None


@pytest.mark.parametrize(("seconds", "status"), [(5, 200), (-1, 404)])
def test_the_link_expires(sent, seconds, status):
    _made, path = sent
    Dossier.objects.update(expires_at=now() + timedelta(seconds=seconds))

    assert browser().get(path).status_code == status


def test_an_expired_copy_is_erased(sent):
    Dossier.objects.update(expires_at=now())
    copies.expire_dossiers()

    assert list(Dossier.objects.values_list("state", "sealed", "token_hash")) == [("expired", "", None)]
    with pytest.raises(copies.CopyNotReady):
        content_of(Dossier.objects.get())


def test_nothing_is_found_for_nobody():
    nobody = Person(frozenset(), frozenset(), frozenset())

    assert [declared for declared, rows in everything_of(nobody) if rows.exists()] == []
