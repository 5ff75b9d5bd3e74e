// Saves each answer as it is typed, and loses no word: what the server has not taken yet stays on
// this device, is tried again, and is put back when the page is opened again.
const TYPING = 1000; // after the last key
const TRIED = 20; // words on their way that are remembered
const WAITS = [2000, 4000, 8000, 15000, 30000]; // between tries

let saved = ""; // when the server last took something
const form = document.querySelector("[data-keeping]");
if (form) start();

function start() {
  const status = form.querySelector("[data-keeping-status]");
  status.hidden = false;
  const fields = [...form.querySelectorAll("[data-question]")].map(field);
  let tries = 0, timer = null, busy = false;

  fields.forEach((one) => {
    one.restore();
    one.box.addEventListener("input", () => { one.keep(); later(TYPING); });
    one.box.addEventListener("change", () => { one.keep(); send(); });
    one.box.addEventListener("focusout", () => send());
  });
  document.addEventListener("visibilitychange", () => send());
  window.addEventListener("online", () => { tries = 0; send(); });
  window.addEventListener("pagehide", () => send());
  form.addEventListener("submit", press);
  tell();
  send();

  // The button: first what is on its way, so that nobody's own words come in between.
  async function press(event) {
    event.preventDefault();
    while (busy) await new Promise((done) => setTimeout(done, 50));
    await send();
    if (fields.every((one) => !one.waiting() && !one.conflict)) form.submit();
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
    tell();
  }

  async function send() {
    clearTimeout(timer);
    if (busy) { later(TYPING); return; }
    busy = true;
    let trouble = "";
    for (const one of fields) {
      if (one.waiting() && !one.conflict) trouble = (await one.save()) || trouble;
    }
    busy = false;
    if (trouble) later(WAITS[Math.min(tries++, WAITS.length - 1)]);
    else tries = 0;
    if (!trouble && fields.some((one) => one.waiting() && !one.conflict)) later(TYPING);
    tell(trouble);
  }

  function tell(trouble = "") {
    const open = fields.some((one) => one.conflict);
    const waiting = fields.some((one) => one.waiting());
    let words = saved ? `All saved at ${saved}` : "Saved as you type";
    if (waiting && !trouble) words = "Saving…";
    if (trouble) words = trouble;
    if (open) words = "Somebody else wrote in the same place. Choose below what to keep.";
    if (status.textContent !== words) status.textContent = words;
    status.dataset.state = open ? "conflict" : trouble ? "waiting" : waiting ? "saving" : "saved";
  }
  window.addEventListener("keeping-settled", () => send());
}

function field(box) {
  const name = box.dataset.question;
  const inputs = [...box.querySelectorAll(`[name="${name}"]`)];
  const seen = form.elements[`${name}-seen`], before = form.elements[`${name}-before`];
  const key = form.dataset.keys + name;
  let sent = read();
  let tried = []; // words on their way: the server may have taken them although no answer came
  const one = { box, conflict: false, keep, save, restore, waiting };
  return one;

  function read() {
    if (inputs[0].type === "radio") return inputs.find((each) => each.checked)?.value ?? "";
    return inputs[0].value.replaceAll("\r\n", "\n").trimEnd();
  }

  function write(words) {
    if (inputs[0].type === "radio") inputs.forEach((each) => { each.checked = each.value === words; });
    else inputs[0].value = words;
  }

  function waiting() { return read() !== sent; }

  function keep() {
    if (!waiting()) { localStorage.removeItem(key); return; }
    try { localStorage.setItem(key, JSON.stringify({ words: read(), seen: Number(seen.value), tried })); }
    catch { /* a device that keeps nothing still saves while it is connected */ }
  }

  // Words of an earlier visit that were never taken.
  function restore() {
    const held = localStorage.getItem(key);
    if (!held) return;
    const { words, seen: then, tried: before } = JSON.parse(held);
    if (words === sent) { localStorage.removeItem(key); return; }
    tried = before ?? [];
    if (!tried.includes(sent)) seen.value = then;
    write(words);
  }

  async function save() {
    const words = read();
    tried = [...tried.filter((each) => each !== words), words].slice(-TRIED);
    keep();
    let answer;
    try { answer = await post(name, words, seen.value); }
    catch { return "Not saved yet: we keep trying. Your words are kept on this device."; }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      if (await renewed()) return "Not saved yet: we keep trying. Your words are kept on this device.";
      return "Not saved: you are signed out. Your words are kept on this device. Sign in again in another tab, then come back here.";
    }
    if (answer.status === 409) { await clash(await answer.json()); return ""; }
    if (answer.status === 422) return (await answer.json()).problem;
    if (!answer.ok) return "Not saved yet: we keep trying. Your words are kept on this device.";
    took(await answer.json(), words);
    return "";
  }

  function took(stands, words) {
    sent = words;
    tried = [];
    seen.value = stands.version;
    before.value = ""; // the words on the page are the person's own from now on
    saved = stands.at;
    keep();
  }

  async function clash(stands) {
    if (stands.words === read() || tried.includes(stands.words)) { took(stands, stands.words); return; }
    one.conflict = true;
    const part = document.createElement("div");
    part.className = "m-clash";
    part.setAttribute("role", "alert");
    part.append(line(`${stands.by} wrote here too:`), quote(stands.words));
    const mine = read();
    const choices = [["Keep mine", mine], ["Keep theirs", stands.words]];
    if (inputs[0].tagName === "TEXTAREA") choices.push(["Keep both", `${stands.words}\n\n${mine}`]);
    choices.forEach(([label, words]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "nhsuk-button nhsuk-button--secondary nhsuk-button--small";
      button.textContent = label;
      button.addEventListener("click", () => settle(part, stands, words === mine ? read() : words));
      part.append(button, " ");
    });
    box.append(part);
  }

  function settle(part, stands, words) {
    part.remove();
    sent = stands.words;
    seen.value = stands.version;
    write(words);
    one.conflict = false;
    keep();
    inputs[0].focus();
    window.dispatchEvent(new Event("keeping-settled"));
  }
}

function post(question, words, seen) {
  return fetch(form.dataset.save, {
    method: "POST",
    redirect: "manual",
    keepalive: words.length < 10000,
    headers: { "X-CSRFToken": token().value },
    body: new URLSearchParams({ question, words, seen }),
  });
}

// A new sign-in in another tab has another token: take it from a fresh copy of this page.
async function renewed() {
  try {
    const answer = await fetch(form.dataset.page, { redirect: "manual" });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector('[data-keeping] [name="csrfmiddlewaretoken"]');
    if (!fresh || page.querySelector("[data-keeping]").dataset.keys !== form.dataset.keys) return false;
    form.querySelectorAll('[name="csrfmiddlewaretoken"]').forEach((each) => { each.value = fresh.value; });
    return true;
  } catch { return true; }
}

function token() { return form.querySelector('[name="csrfmiddlewaretoken"]'); }

function line(words) {
  const made = document.createElement("p");
  made.textContent = words;
  return made;
}

function quote(words) {
  const made = document.createElement("blockquote");
  made.textContent = words || "(nothing: they emptied it)";
  return made;
}
