"""The people of a journey: each has a browser that remembers what it asked for and what its console said."""

import base64
import hmac
import re
import struct
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from urllib.parse import urlsplit

from tests.journeys import seed
from tests.journeys.stack import PATIENCE, eventually

DESKTOP, PHONE = {"width": 1360, "height": 860}, {"width": 390, "height": 844}
COOKIES = {"__Host-session", "__Host-csrf", "__Host-portal"}


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    body: str

    @property
    def link(self):
        return re.search(r"https?://\S+", self.body).group()

    @property
    def code(self):
        return re.search(r"^    (\S+)$", self.body, re.MULTILINE).group(1)


class PostBox:
    """The mails of the stack, as they would have left."""

    def __init__(self, stack):
        self.folder = stack.profile.home / "mail"

    def letters(self, to=None):
        found = [self._read(path) for path in sorted(self.folder.glob("*.eml"))]
        return [letter for letter in found if to in {None, letter.to}]

    def next(self, to, subject, after=0):
        """Wait for a letter beyond the first `after` ones of this subject to this person."""

        def arrived():
            found = [letter for letter in self.letters(to) if letter.subject == subject]
            return found[after:] and found[-1]

        return eventually(arrived)

    def count(self, to, subject):
        return sum(letter.subject == subject for letter in self.letters(to))

    @staticmethod
    def _read(path):
        parsed = message_from_bytes(path.read_bytes(), policy=policy.default)
        return Letter(str(parsed["To"]), str(parsed["Subject"]), parsed.get_body(("plain",)).get_content())


class People:
    def __init__(self, stack, chromium, sessions):
        self.stack, self.chromium, self.sessions = stack, chromium, sessions
        self.post = PostBox(stack)
        self.pages, self.expected = [], []

    def someone(self, *, screen=DESKTOP, theme="light", script=True, cookies=None):
        """Open a fresh browser; `page.asked` are the addresses it fetched, `page.said` its console's complaints."""
        context = self.chromium.new_context(
            viewport=screen,
            color_scheme=theme,
            reduced_motion="reduce",
            java_script_enabled=script,
            has_touch=screen is PHONE,
            storage_state=cookies,
            extra_http_headers={"Accept-Language": "en"},
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.said, page.asked = [], []
        page.on("console", lambda message: self._hear(page, message))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        self.pages.append(page)
        return page

    @staticmethod
    def _hear(page, message):
        if message.type in {"error", "warning"}:
            page.said.append(f"{message.text} at {urlsplit(page.url).path}")

    def expect(self, words):
        """Let the console complain in these words: a browser reports every page that is a refusal."""
        self.expected.append(words)

    def complaints(self):
        said = [said for page in self.pages for said in page.said]
        return [words for words in said if not any(expected in words for expected in self.expected)]

    def leave(self):
        for page in self.pages:
            page.context.close()

    def cookie_names(self):
        return {cookie["name"] for page in self.pages for cookie in page.context.cookies()}

    def staff(self, **options):
        """A browser of DIA'LOG's staff in the console; signed in once a session, by a code and a second factor."""
        if "staff" not in self.sessions:
            page = self.someone()
            self._staff_signs_in(page)
            self.sessions["staff"] = page.context.storage_state()
        page = self.someone(cookies=self.sessions["staff"], **options)
        page.goto(f"{self.stack.console}/")
        return page

    def _staff_signs_in(self, page):
        before = self.post.count(seed.STAFF, "Your sign-in code")
        page.goto(f"{self.stack.console}/")
        page.fill("input[name=email]", seed.STAFF)
        page.click("text=Send me a code")
        page.fill("input[name=code]", self.post.next(seed.STAFF, "Your sign-in code", before).code)
        page.click("main button:has-text('Sign in')")
        page.wait_for_selector("h1:has-text('One more step')")
        page.fill("input[name=code]", totp(seed.STAFF_SECRET))
        page.click("main button:has-text('Sign in')")
        page.wait_for_url(f"{self.stack.console}/")

    def owner(self, slug, **options):
        """A browser of a house's owner in the workspace; signed in once a session, by password."""
        if slug not in self.sessions:
            page = self.someone()
            self._owner_signs_in(page, slug)
            self.sessions[slug] = page.context.storage_state()
        page = self.someone(cookies=self.sessions[slug], **options)
        page.goto(f"{self.stack.workspace(slug)}/")
        return page

    def _owner_signs_in(self, page, slug):
        page.goto(f"{self.stack.workspace(slug)}/")
        page.click("text=Use a password")
        page.fill("input[name=login]", seed.owner_of(slug))
        page.fill("input[name=password]", seed.PASSWORD)
        page.click("main button:has-text('Sign in')")
        page.wait_for_url(f"{self.stack.workspace(slug)}/")

    def client(self, slug, email, **options):
        """A browser of a house's client in the portal, by a link from the mail that is confirmed by a button."""
        page = self.someone(**options)
        before = self.post.count(email, "Your sign-in link")
        page.goto(f"{self.stack.workspace(slug)}/portal/")
        page.fill("input[name=email]", email)
        page.click("text=Send me a sign-in link")
        page.wait_for_selector("h1:has-text('Check your mail')")
        page.goto(self.post.next(email, "Your sign-in link", before).link)
        page.click("main button:has-text('Sign in')")
        page.wait_for_url(f"{self.stack.workspace(slug)}/portal/")
        return page


def totp(secret):
    """Return the code an authenticator app shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"
