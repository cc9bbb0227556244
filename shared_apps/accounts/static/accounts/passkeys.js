// Passkeys: a form with data-passkey gets its credential from the browser, then is sent as any form.
// Forms that are hidden show only where the browser can do it.

const asks = {
  add: (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asPasskey(options.creation_options.publicKey)) }),
  prove: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.request_options.publicKey) }),
};
asks["sign-in"] = asks.prove;

// A passkey, not merely a second factor: kept by the device and opened by its own lock.
const asPasskey = (options) => ({
  ...options,
  authenticatorSelection: { ...options.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" },
});

const optionsOf = async (form) => {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`No options: ${answer.status}`);
  return answer.json();
};

const say = (form, text) => {
  let note = form.querySelector("[role=alert]");
  if (!note) {
    note = Object.assign(document.createElement("p"), { className: "error" });
    note.setAttribute("role", "alert");
    form.append(note);
  }
  note.textContent = text;
};

const isAble = "PublicKeyCredential" in window && "parseRequestOptionsFromJSON" in PublicKeyCredential;

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!isAble) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      const credential = await asks[form.dataset.passkey](await optionsOf(form));
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      say(form, "The passkey was not used. Please try again, or choose another way.");
      button.disabled = false;
    }
  });
}
