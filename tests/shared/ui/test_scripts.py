"""The scripts, in a browser, against answers given here."""

import re

SIGNED = re.compile(r"/dev/ui/none/$")
STORE = "http://ui.localhost/store/"
DONE = re.compile(r"/done/\d+/$")


def _upload(page, answer_json, *, store_status):
    """Answer signing, store and completion; return the order of what was asked."""
    asked = []

    def sign(route):
        number = sum(1 for what in asked if what == "sign")
        asked.append("sign")
        upload = {"url": STORE, "fields": {"key": f"staging/{number}"}}
        answer_json(route, {"id": str(number), "upload": upload, "complete_url": f"/done/{number}/"})

    def store(route):
        asked.append("store")
        route.fulfill(status=store_status(asked), body="")

    def done(route):
        asked.append("done")
        route.fulfill(status=204)

    page.route(SIGNED, sign)
    page.route(STORE, store)
    page.route(DONE, done)
    return asked


def _file(name, size=2000):
    return {"name": name, "mimeType": "image/png", "buffer": b"x" * size}


def test_files_are_signed_stored_and_completed(open_page, answer_json):
    page = open_page("/")
    asked = _upload(page, answer_json, store_status=lambda asked: 204)
    page.locator("#sample-drop input[type=file]").set_input_files([_file("one.png"), _file("two.png")])

    page.locator('#sample-drop .upload[data-state="done"]').nth(1).wait_for()

    assert sorted(asked) == ["done", "done", "sign", "sign", "store", "store"]


def test_a_failed_upload_is_tried_again_on_request(open_page, answer_json):
    page = open_page("/")
    asked = _upload(page, answer_json, store_status=lambda asked: 503 if asked.count("store") == 1 else 204)
    page.locator("#sample-drop input[type=file]").set_input_files([_file("one.png")])
    page.locator('#sample-drop .upload[data-state="failed"]').wait_for()

    page.locator("#sample-drop").get_by_role("button", name="Try again").click()
    page.locator('#sample-drop .upload[data-state="done"]').wait_for()

    assert asked == ["sign", "store", "sign", "store", "done"]


def test_a_file_that_is_too_large_is_refused_before_anything_is_asked(open_page, answer_json):
    page = open_page("/")
    asked = _upload(page, answer_json, store_status=lambda asked: 204)
    page.evaluate("document.querySelector('#sample-drop').dataset.maxMb = '0.001'")
    page.locator("#sample-drop input[type=file]").set_input_files([_file("one.png", size=3000)])

    refused = page.locator('#sample-drop .upload[data-state="failed"] .upload__state')

    assert (refused.inner_text(), asked) == ("Larger than 0.001 MB.", [])


def test_what_the_server_says_about_a_file_is_shown(open_page, answer_json):
    page = open_page("/")
    page.route(SIGNED, lambda route: answer_json(route, {"message": "PDF files are not pictures."}, status=422))
    page.locator("#sample-drop input[type=file]").set_input_files([_file("one.pdf")])
    page.locator('#sample-drop .upload[data-state="failed"]').wait_for()

    assert page.locator("#sample-drop .upload__state").inner_text() == "PDF files are not pictures."


def test_a_dialog_opens_closes_and_gives_focus_back(open_page):
    page = open_page("/")
    opener = page.get_by_role("button", name="Open a dialog")
    opener.click()
    dialog = page.locator("#sample-dialog")
    assert dialog.is_visible()

    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")

    assert opener.evaluate("one => one === document.activeElement")


def test_a_dialog_opens_without_a_script(open_page):
    page = open_page("/", script=False)
    page.get_by_role("button", name="Open a dialog").click()

    assert page.locator("#sample-dialog").is_visible()


def test_a_link_to_a_confirm_page_opens_its_dialog_instead(open_page):
    page = open_page("/")
    page.get_by_role("link", name="Delete", exact=True).click()

    assert page.locator("#sample-confirm").is_visible()


def test_a_passing_toast_leaves_and_an_error_stays(open_page):
    page = open_page("/")
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.reload()
    assert page.locator(".toast").count() == 2

    page.clock.run_for(7000)

    assert [toast.get_attribute("class") for toast in page.locator(".toast").all()] == ["toast toast--error"]


def test_a_toast_is_held_while_it_is_pointed_at(open_page):
    page = open_page("/")
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.reload()
    page.locator(".toast--success").dispatch_event("pointerenter")

    page.clock.run_for(9000)
    assert page.locator(".toast--success").count() == 1
    page.locator(".toast--success").dispatch_event("pointerleave")
    page.clock.run_for(7000)

    assert page.locator(".toast--success").count() == 0


def _drag(page, card, lane):
    page.locator(card).scroll_into_view_if_needed()
    page.drag_and_drop(card, lane)
    page.wait_for_function("card => !document.querySelector(card).hasAttribute('aria-busy')", arg=card)
    return page.locator(card).evaluate("card => card.closest('[data-lane]').dataset.lane")


def test_a_dragged_card_posts_its_stage_and_stays(open_page):
    page = open_page("/")
    page.evaluate("document.querySelector('#card-2044').dataset.moveUrl = '/move/'")
    posted = []
    page.route("**/move/", lambda route: (posted.append(route.request.post_data), route.fulfill(status=204)))

    assert _drag(page, "#card-2044", "#lane-ready") == "ready"
    assert [("stage" in body, "ready" in body) for body in posted] == [(True, True)]


def test_a_refused_move_goes_back_to_its_place(open_page):
    page = open_page("/")
    page.evaluate("document.querySelector('#card-2041').dataset.moveUrl = '/move/'")
    page.route("**/move/", lambda route: route.fulfill(status=409, body="no", content_type="text/html"))

    assert _drag(page, "#card-2041", "#lane-ready") == "design"
    assert page.locator("#lane-design .card").first.get_attribute("id") == "card-2041"


def test_the_first_field_to_mend_has_the_focus(open_page):
    assert open_page("/").evaluate("document.activeElement.name") == "name"


def test_arrow_keys_follow_the_viewer_but_not_while_typing(open_page):
    page = open_page("/shell/portal/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**#viewer")
    page.evaluate("history.replaceState(null, '', location.pathname)")
    page.locator("textarea").focus()
    page.keyboard.press("ArrowRight")

    assert page.evaluate("location.hash") == ""


def test_a_form_is_sent_once(open_page):
    page = open_page("/")
    page.evaluate("""() => {
        window.sent = 0;
        const form = document.querySelector("#form form");
        form.addEventListener("submit", () => { form.action = "#"; });
        document.addEventListener("submit", (event) => {
            window.sent += !event.defaultPrevented;
            event.preventDefault();
        });
        form.requestSubmit();
        form.requestSubmit();
    }""")

    assert page.evaluate("window.sent") == 1


def test_filters_ask_while_one_types_and_keep_an_address(open_page):
    page = open_page("/?after=9")
    page.evaluate("document.querySelector('#sample-found').dataset.old = 'yes'")
    search = page.get_by_role("searchbox", name="Search stones")
    search.press("End")
    search.press_sequentially("ire")
    page.wait_for_function("() => !document.querySelector('#sample-found').dataset.old")

    assert page.evaluate("location.search") == "?q=sapphire&shape=Any&status=In+vault"
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.said == []
