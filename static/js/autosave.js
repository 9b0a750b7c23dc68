// What somebody is writing stays on this device until it has arrived. Nobody loses a page to a dead battery.
const WAIT = 1500;
const WEEK = 7 * 24 * 3600 * 1000;
const SKIP = new Set(["password", "file", "hidden", "submit"]);

export function drafts(root) {
  for (const done of root.querySelectorAll("[data-autosave-done]")) forget(done.dataset.autosaveDone);
  for (const form of root.querySelectorAll("form[data-autosave]")) keep(form);
  for (const sheet of root.querySelectorAll("[data-sheet]")) stay(sheet);
}

// On the way back a browser may fetch the page anew, with the name of another sheet of paper. The history remembers
// which one lay here, so that what is sent again is the same draft.
function stay(sheet) {
  const kept = history.state?.sheet;
  if (kept) sheet.value = kept;
  else history.replaceState({ ...history.state, sheet: sheet.value }, "");
}

const slot = (key) => `draft:${key}`;

function forget(key) {
  try { localStorage.removeItem(slot(key)); } catch { /* storage is switched off: nothing was kept */ }
}

function recall(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(slot(key)));
    return kept && Date.now() - kept.at < WEEK ? kept : null;
  } catch { return null; }
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && !SKIP.has(field.type) && field.type !== "fieldset");
}

function read(form) {
  return fields(form).map((field) => [field.name, field.value, /radio|checkbox/.test(field.type) ? field.checked : null]);
}

function write(form, values) {
  for (const field of fields(form)) {
    const known = values.find(([name, value, checked]) => name === field.name && (checked === null || value === field.value));
    if (!known) continue;
    if (known[2] === null) field.value = known[1];
    else field.checked = known[2];
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

const empty = (form) => fields(form).every((field) => !/text|textarea|search/.test(field.type) || field.value.trim() === "");

function keep(form) {
  const key = form.dataset.autosave;
  const kept = recall(key);
  if (kept && empty(form)) offer(form, key, kept);
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => save(form, key), WAIT);
  });
  // Leaving the page (a phone that rings) saves at once.
  addEventListener("pagehide", () => { if (timer && !empty(form)) save(form, key); });
}

function save(form, key) {
  try { localStorage.setItem(slot(key), JSON.stringify({ at: Date.now(), values: read(form) })); } catch { return; }
  if (form.dataset.autosaveUrl) send(form);
}

function send(form) {
  const body = new FormData(form);
  fetch(form.dataset.autosaveUrl, { method: "POST", body, credentials: "same-origin", keepalive: true }).catch(() => {});
}

function offer(form, key, kept) {
  const text = (name) => document.body.dataset[name];
  const note = Object.assign(document.createElement("p"), { className: "draft-note" });
  note.setAttribute("role", "status");
  const button = (label, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "button-quiet", textContent: label });
    made.addEventListener("click", () => { act(); note.remove(); });
    return made;
  };
  note.append(text("draftFound"), button(text("draftBack"), () => write(form, kept.values)), button(text("draftDrop"), () => forget(key)));
  form.prepend(note);
}
