// Asks the browser for a passkey, and puts its answer into the form that waits for it.
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const named = (keys = []) => keys.map((key) => ({ ...key, id: toBytes(key.id) }));

const PROBLEMS = {
  NotAllowedError: "Nothing was chosen, or it took too long. Try again.",
  InvalidStateError: "This device has a passkey for you already.",
  SecurityError: "Passkeys do not work at this address. Choose another way.",
};

async function create({ publicKey: asked }) {
  const user = { ...asked.user, id: toBytes(asked.user.id) };
  const selection = { ...asked.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" };
  return navigator.credentials.create({
    publicKey: { ...asked, user, challenge: toBytes(asked.challenge), excludeCredentials: named(asked.excludeCredentials), authenticatorSelection: selection },
  });
}

async function get({ publicKey: asked }) {
  return navigator.credentials.get({
    publicKey: { ...asked, challenge: toBytes(asked.challenge), allowCredentials: named(asked.allowCredentials) },
  });
}

function written(made) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[part]) response[part] = toText(made.response[part]);
  }
  return JSON.stringify({
    id: made.id,
    rawId: toText(made.rawId),
    type: made.type,
    response,
    clientExtensionResults: made.getClientExtensionResults(),
    authenticatorAttachment: made.authenticatorAttachment,
  });
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.from, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

async function submit(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const problem = form.querySelector("[data-passkey-problem]");
  problem.hidden = true;
  try {
    const asked = await options(form);
    const made = await (form.dataset.passkey === "create" ? create(asked) : get(asked));
    form.elements.credential.value = written(made);
    form.submit();
  } catch (error) {
    problem.textContent = PROBLEMS[error.name] ?? "Your browser could not do this. Choose another way.";
    problem.hidden = false;
  }
}

if (window.PublicKeyCredential) {
  document.querySelectorAll("[data-passkey-missing]").forEach((words) => { words.hidden = true; });
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", submit);
  });
}
