// Files go straight from the browser to the object store: ask `data-sign-url` for a signed form, post the file with
// progress, then tell `complete_url`. Three at a time; a failed one keeps a "Try again" button. Without this script the
// same form is an ordinary multipart post.
//
//   POST data-sign-url  {name, size, type}  ->  {id, upload: {url, fields}, complete_url}
//   POST complete_url   {}                  ->  HTML to append to `data-target`, or 204

const AT_ONCE = 3;
const waiting = [];
let running = 0;

class Refused extends Error {}

const token = (form) => form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

async function post(form, url, body, accept) {
  const response = await fetch(url, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token(form), Accept: accept, "HX-Request": "true" },
    body: JSON.stringify(body),
  });
  if (response.ok) return response;
  const said = response.headers.get("Content-Type")?.includes("json") ? (await response.json()).message : "";
  throw new Refused(said || "This file was not accepted.");
}

function send({ url, fields }, file, onProgress) {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append("file", file);
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.upload.addEventListener("progress", (event) => event.lengthComputable && onProgress(event.loaded, event.total));
    request.addEventListener("load", () =>
      request.status < 300 ? resolve() : reject(new Refused("The store did not accept this file.")));
    request.addEventListener("error", () => reject(new Error("The connection was interrupted.")));
    request.addEventListener("timeout", () => reject(new Error("The connection was interrupted.")));
    request.send(body);
  });
}

function drawn(name) {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("class", "icon icon--large");
  icon.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", { file: "M14 3H6v18h12V7z M14 3v4h4", done: "M5 12.5l4.5 4.5L19 7.5", failed: "M12 7v6 M12 16.5v.5 M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z" }[name]);
  icon.append(path);
  return icon;
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function row(form, file) {
  const item = element("li", "upload");
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  item.append(drawn("file"), element("span", "upload__name", file.name), bar, element("span", "upload__state", "Waiting"));
  form.querySelector(".uploads").append(item);
  return item;
}

function say(item, state, text) {
  item.dataset.state = state;
  item.querySelector(".upload__state").textContent = text;
  if (state === "done" || state === "failed") item.querySelector(".icon").replaceWith(drawn(state));
}

function offerRetry(job) {
  const button = element("button", "btn btn--small", "Try again");
  button.type = "button";
  button.addEventListener("click", () => {
    button.remove();
    job.item.querySelector(".icon").replaceWith(drawn("file"));
    say(job.item, "waiting", "Waiting");
    waiting.push(job);
    next();
  });
  job.item.append(button);
}

async function settle(form, response) {
  const target = form.dataset.target && document.querySelector(form.dataset.target);
  if (!target || response.status === 204) return;
  htmx.swap({ text: await response.text(), target, swap: "beforeend" });
}

async function run(job) {
  const { form, file, item } = job;
  const bar = item.querySelector("progress");
  say(item, "sending", "Starting");
  try {
    if (file.size > form.dataset.maxMb * 1e6) throw new Refused(`Larger than ${form.dataset.maxMb} MB.`);
    const asked = await post(form, form.dataset.signUrl, { name: file.name, size: file.size, type: file.type }, "application/json");
    const { upload, complete_url: completeUrl } = await asked.json();
    await send(upload, file, (sent, total) => {
      bar.value = (100 * sent) / total;
      say(item, "sending", `${megabytes(sent)} of ${megabytes(total)}`);
    });
    await settle(form, await post(form, completeUrl, {}, "text/html"));
    bar.value = 100;
    say(item, "done", `${megabytes(file.size)}, received`);
  } catch (error) {
    say(item, "failed", error instanceof Refused ? error.message : "The connection was interrupted.");
    offerRetry(job);
  }
}

function next() {
  while (running < AT_ONCE && waiting.length) {
    running += 1;
    run(waiting.shift()).finally(() => {
      running -= 1;
      next();
      if (!running && !waiting.length) finish();
    });
  }
}

function finish() {
  for (const form of document.querySelectorAll("form[data-upload][data-list-url]")) {
    const target = form.dataset.target;
    if (target) htmx.ajax("GET", form.dataset.listUrl, { target, select: target, swap: "outerHTML" });
    else location.reload();
  }
  document.dispatchEvent(new CustomEvent("uploads:finished"));
}

function take(form, files) {
  for (const file of files) waiting.push({ form, file, item: row(form, file) });
  next();
}

function enliven() {
  document.querySelectorAll("form[data-upload][data-sign-url]").forEach((form) => form.classList.add("is-live"));
}

const formOf = (event) => event.target.closest?.("form[data-upload][data-sign-url]");

document.addEventListener("change", (event) => {
  const form = formOf(event);
  if (!form || event.target.type !== "file") return;
  take(form, [...event.target.files]);
  event.target.value = "";
});
document.addEventListener("dragover", (event) => {
  const form = formOf(event);
  if (!form || ![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  form.classList.add("is-over");
});
document.addEventListener("dragleave", (event) => formOf(event)?.classList.remove("is-over"));
document.addEventListener("drop", (event) => {
  const form = formOf(event);
  if (!form) return;
  event.preventDefault();
  form.classList.remove("is-over");
  take(form, [...event.dataTransfer.files]);
});
addEventListener("beforeunload", (event) => {
  if (running || waiting.length) event.preventDefault();
});

enliven();
document.addEventListener("htmx:after:swap", enliven);
