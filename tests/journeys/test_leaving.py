"""A house takes everything with it, comes back under another name, and has the old one deleted with proof."""

import base64
import hashlib
import http.client
import json
import zipfile

from shared_apps.accounts.sessions import digest, seal, unseal
from tests.journeys import seed
from tests.journeys.stack import eventually

HOUSE, AGAIN = "atelier-bellamy", "bellamy-again"
FROM_THE_MIDDLE = """async ([url, start]) => {
    const answer = await fetch(url, { headers: { Range: `bytes=${start}-` } });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    let text = "";
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return [answer.status, answer.headers.get("Content-Range"), btoa(text)];
}"""
TRAIL = "audit_trailevent"
# The trail goes on after the moment a copy shows, the copy itself is finished after it, and jobs are never copied.
MOVES_ON = {TRAIL, "audit_trailpayload", "audit_trailhead", "audit_job", "django_migrations", "privacy_export"}
# This installation's own: what it sent, and to whom it owes a word, stay here; what is found is made anew.
MOVES_ON |= {"audit_sentmail", "portal_nudge", "search_entry"}


def test_a_house_leaves_with_everything_and_proof(stack, people, tmp_path):
    owner = people.owner(HOUSE)
    make_copy(stack, owner)
    archive = download(stack, owner, tmp_path)
    kept = rows_of(stack, HOUSE)

    said = stack.manage("restore_jeweler", str(archive), "--slug", AGAIN, "--owner", seed.owner_of(HOUSE))
    assert said.startswith(f"{AGAIN}: ")
    assert rows_of(stack, AGAIN) == kept
    shown = manifest_of(archive)["trail_seq"]
    assert trail_of(stack, AGAIN)[:shown] == trail_of(stack, HOUSE)[:shown] != []

    people.expect("status of 422")
    jeweler = stack.value("SELECT id::text FROM jewelers_jeweler WHERE slug = %s", HOUSE)
    schema = stack.schema_of(HOUSE)
    delete(stack, owner)
    certificate = fetch_certificate(stack, people, owner, tmp_path)

    statement = json.loads(certificate.read_text())["statement"]
    assert (statement["slug"], statement["jeweler"]) == (HOUSE, jeweler)
    assert statement["deleted"]["rows"] >= sum(len(rows) for rows in kept.values())
    assert statement["deleted"]["objects"] > 0
    check_certificate(stack, certificate)
    assert nothing_left(stack, schema, jeweler)
    come_back(stack, people, owner)
    assert eventually(lambda: answer_of(stack, HOUSE) == answer_of(stack, "nobody-ever"))
    assert answer_of(stack, HOUSE)[0] == 404


def make_copy(stack, owner):
    """Prove again who one is after an hour, then ask for a copy and wait until the page shows it."""
    grow_old(stack, owner)
    owner.goto(f"{stack.workspace(HOUSE)}/settings/data/")
    owner.click("main button:has-text('Make a copy')")
    owner.wait_for_selector("h1:has-text('Is it you?')")
    assert owner.url.startswith(f"{stack.app}/account/reauthenticate/")
    owner.fill("input[name=password]", seed.PASSWORD)
    owner.click("main button:has-text('Go on')")
    owner.wait_for_url(f"{stack.workspace(HOUSE)}/settings/data/")
    owner.click("main button:has-text('Make a copy')")
    owner.wait_for_selector("#exports >> text=Ready until")


def grow_old(stack, page):
    """Let an hour pass since the person behind a browser last proved who they are."""
    for cookie in page.context.cookies():
        if cookie["name"] == "__Host-session":
            key, hashed = cookie["value"], digest(cookie["value"])
            ((sealed,),) = stack.rows("SELECT data FROM accounts_session WHERE key_hash = %s", hashed)
            data = unseal(key, bytes(sealed))
            for record in [data, *data.get("account_authentication_methods", [])]:
                record.update({name: record[name] - 3600 for name in ("at", "authenticated_at") if name in record})
            stack.rows(
                "UPDATE accounts_session SET data = %s WHERE key_hash = %s RETURNING id", seal(key, data), hashed
            )


def download(stack, owner, folder):
    """Fetch the archive whole, then again as if it had broken off in the middle: both are the file the page names."""
    with owner.expect_download() as started:
        owner.click("#exports a:has-text('Download')")
    archive = folder / "house.zip"
    started.value.save_as(archive)
    whole = archive.read_bytes()
    href = owner.get_attribute("#exports a:has-text('Download')", "href")
    middle = len(whole) // 2
    status, said, rest = owner.evaluate(FROM_THE_MIDDLE, [href, middle])
    assert (status, said) == (206, f"bytes {middle}-{len(whole) - 1}/{len(whole)}")
    assert whole[:middle] + base64.b64decode(rest) == whole
    schema = stack.schema_of(HOUSE)
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        manifest = opened.read("manifest.json")
    assert hashlib.sha256(manifest).hexdigest() == stack.value(f"SELECT sha256 FROM {schema}.privacy_export")
    assert manifest_of(archive)["jeweler"]["slug"] == HOUSE
    return archive


def manifest_of(archive):
    with zipfile.ZipFile(archive) as opened:
        return json.loads(opened.read("manifest.json"))


def rows_of(stack, slug):
    """Return every row of a house, without what names the place it lies in."""
    schema = stack.schema_of(slug)
    tables = stack.rows("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY 1", schema)
    return {
        table: sorted(row for (row,) in stack.rows(f"SELECT t::text FROM {schema}.{table} t"))
        for (table,) in tables
        if table not in MOVES_ON
    }


def trail_of(stack, slug):
    return stack.rows(f"SELECT seq, hash FROM {stack.schema_of(slug)}.{TRAIL} ORDER BY seq")


def come_back(stack, people, owner):
    """The owner accepts the invitation to the restored house and sees the pictures there, under the new key."""
    owner.goto(people.post.next(seed.owner_of(HOUSE), "An invitation to a workspace").link)
    owner.click("main button:has-text('Accept')")
    owner.wait_for_url(f"{stack.workspace(AGAIN)}/**")
    owner.goto(f"{stack.workspace(AGAIN)}/designs/")
    owner.click("main a:has-text('Pearl collar')")
    eventually(
        lambda: owner.evaluate("[...document.querySelectorAll('#files img')].filter((i) => i.naturalWidth).length") == 2
    )


def delete(stack, owner):
    owner.goto(f"{stack.workspace(HOUSE)}/settings/data/")
    owner.click("text=Delete this workspace")
    assert "Your last copy holds everything as it stands." in owner.inner_text("main")
    owner.fill("input[name=slug]", "atelier-belamy")
    owner.click("main button:has-text('Delete everything')")
    owner.wait_for_selector("text=Nothing was deleted.")
    owner.fill("input[name=slug]", HOUSE)
    owner.click("main button:has-text('Delete everything')")
    eventually(lambda: stack.value("SELECT state FROM instructions_instruction WHERE slug = %s", HOUSE) == "done")


def fetch_certificate(stack, people, owner, folder):
    link = people.post.next(seed.owner_of(HOUSE), "Your certificate of deletion").link
    assert link.startswith(f"{stack.app}/certificates/")
    owner.goto(f"{stack.app}/")
    with owner.expect_download() as started:
        owner.evaluate("(link) => location.assign(link)", link)
    path = folder / "certificate.json"
    started.value.save_as(path)
    return path


def check_certificate(stack, certificate):
    """The certificate holds as it is, and no longer when one word of it is changed."""
    assert "The signature holds." in stack.manage("verify_certificate", str(certificate))
    forged = certificate.with_name("forged.json")
    forged.write_text(certificate.read_text().replace(HOUSE, "maison-aurelle"))
    assert "The signature holds." not in stack.manage("verify_certificate", str(forged), expected=1)


def nothing_left(stack, schema, jeweler):
    spaces = stack.rows("SELECT 1 FROM pg_namespace WHERE nspname = %s", schema)
    roles = stack.rows("SELECT 1 FROM pg_roles WHERE rolname = %s", f"{stack.profile.database}_{schema}")
    members = stack.rows("SELECT 1 FROM accounts_membership WHERE jeweler_id = %s", jeweler)
    return [*spaces, *roles, *members, *stack.objects_of(jeweler)] == []


def answer_of(stack, slug):
    """Return what a host answers, without the time of day."""
    line = http.client.HTTPConnection("127.0.0.1", stack.profile.ports.web, timeout=10)
    try:
        line.request("GET", "/", headers={"Host": stack.workspace(slug).removeprefix("http://")})
        answer = line.getresponse()
        headers = sorted((name.lower(), value) for name, value in answer.getheaders() if name.lower() != "date")
        return answer.status, headers, answer.read()
    finally:
        line.close()
