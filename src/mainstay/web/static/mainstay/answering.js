// Saves what is chosen a few seconds after the last tap. What the server has not taken yet stays on
// this device, is tried again, and is put back when the page is opened again; then it is removed.
// Beside each answer goes what stood there before: only what was changed here is saved, so that what
// another window saved meanwhile stays.
const PAUSE = 4000; // after the last tap
const WAITS = [4000, 8000, 15000, 30000]; // between tries
const WAS = "was."; // what begins the name of what stood in a field before
const UNSURE = "?"; // sent, and not known to be taken
const form = document.querySelector("[data-keep]");
if (form) start();

function start() {
  const status = form.querySelector("[data-kept]");
  const key = `answers ${location.pathname}`;
  let timer = null, tries = 0, changes = 0, taken = 0, sends = 0, passed = false;

  restore();
  form.addEventListener("input", () => { changes += 1; hold(); later(PAUSE); });
  // First what is not saved yet, so that nothing of it stays on the device; then on, as pressed.
  form.addEventListener("submit", async (event) => {
    if (passed || changes === taken) return;
    event.preventDefault();
    await send();
    passed = true;
    form.requestSubmit(event.submitter);
  });
  window.addEventListener("online", () => { tries = 0; send(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(); });

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  async function send() {
    clearTimeout(timer);
    if (changes === taken) return;
    const upTo = changes, turn = ++sends, sent = words();
    doubt();
    tell("Saving…");
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: sent, keepalive: true });
      if (answer.status === 410) { tell("The questions are closed: this was not saved."); drop(); return; }
      if (answer.status === 422) { tell((await answer.json()).problem); return; }
      if (!answer.ok) throw new Error(answer.status);
    } catch {
      tell("Not saved yet: we keep trying. What you chose is kept on this device.");
      later(WAITS[Math.min(tries++, WAITS.length - 1)]);
      return;
    }
    tries = 0;
    taken = Math.max(taken, upTo);
    if (turn === sends) settle(sent);
    tell("Saved");
    if (changes === taken) drop(); else later(PAUSE);
  }

  function words() { return new URLSearchParams(new FormData(form)); }

  function before() { return [...form.elements].filter((one) => one.name.startsWith(WAS)); }

  function valueOf(was) { return form.elements[was.name.slice(WAS.length)]?.value ?? ""; }

  // What is on its way may be taken although we do not hear of it: it counts as changed until we do.
  function doubt() {
    for (const one of before()) if (one.value !== valueOf(one)) one.value = UNSURE;
  }

  // What was taken is what stands there from now on.
  function settle(sent) {
    for (const one of before()) one.value = sent.get(one.name.slice(WAS.length)) ?? "";
  }

  function hold() {
    const kept = words();
    kept.delete("csrfmiddlewaretoken");
    try { localStorage.setItem(key, kept.toString()); } catch { /* it is saved while connected */ }
  }

  function drop() { localStorage.removeItem(key); }

  // What an earlier visit could not save.
  function restore() {
    const kept = localStorage.getItem(key);
    if (!kept) return;
    const held = new URLSearchParams(kept);
    for (const [name, value] of held) {
      const field = form.elements[name];
      if (name === "need" || name.startsWith(WAS) || held.get(WAS + name) === value) continue;
      if (field) field.value = value; // of radios too: it chooses the one
    }
    changes += 1;
    send();
  }

  function tell(text) { if (status.textContent !== text) status.textContent = text; }
}
