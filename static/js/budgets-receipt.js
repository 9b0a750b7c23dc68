/* Checks a receipt in the visitor's own browser: the code stays here, only its hash is sent, and the way from the
   ballot's leaf to the published root is worked out with the browser's own SHA-256. Without JavaScript, or where
   the browser has no SHA-256 (pages without https), the server's answer to the form is all there is. */
const form = document.querySelector("[data-receipt-check]");
const button = form && form.querySelector("[data-receipt-local]");
const LEAF = 0;
const NODE = 1;

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function unhex(text) {
  return Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
}

function text(words) {
  return new TextEncoder().encode(words);
}

function joined(...parts) {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

async function rootOf(leaf, path) {
  let node = leaf;
  for (const { side, hash } of path) {
    const other = unhex(hash);
    node = await sha256(side === "left" ? joined([NODE], other, node) : joined([NODE], node, other));
  }
  return node;
}

async function ask(receipt) {
  const response = await fetch(form.dataset.url, {
    method: "POST",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ receipt_hash: receipt }),
  });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/* What the page itself published, not what the proof says of itself. */
function published(envelope) {
  const found = [...document.querySelectorAll("[data-root-of]")].find((one) => one.dataset.rootOf === envelope);
  return found ? found.textContent.trim() : "";
}

/* No code has a 0, 1 or 8 in it: whoever wrote one down misread an O, an I or L, or a B (box.codes_meant). */
const LOOK_ALIKE = { 0: "O", 1: "IL", 8: "B" };
const MOST_WAYS = 16;

function codesMeant(typed) {
  const plain = typed.toUpperCase().replace(/[^A-Z0-9]/g, "").slice(0, 16);
  let ways = plain ? [""] : [];
  for (const letter of plain) {
    ways = ways.flatMap((way) => [...(LOOK_ALIKE[letter] || letter)].map((meant) => way + meant)).slice(0, MOST_WAYS);
  }
  return ways;
}

async function proven(codes) {
  for (const code of codes) {
    const receipt = hex(await sha256(text(`receipt:${code}`)));
    const proof = await ask(receipt);
    if (proof) return { receipt, proof };
  }
  return null;
}

async function check() {
  const codes = codesMeant(form.elements.code.value);
  if (!codes.length) return say("empty", "warn");
  const found = await proven(codes);
  if (!found) return say("missing", "warn");
  const { receipt, proof } = found;
  const leaf = await sha256(joined([LEAF], text(`${proof.envelope}:${receipt}:${proof.inside}`)));
  const root = hex(await rootOf(leaf, proof.path));
  const good = root === published(proof.envelope);
  say(good ? "found" : "broken", good ? "good" : "bad", proof);
  facts({ hash: receipt, leaf: hex(leaf), root });
}

function say(what, tone, proof) {
  const box = document.querySelector("[data-receipt-answer]");
  const words = form.dataset;
  box.className = `alert alert-${tone}`;
  box.querySelector("[data-receipt-title]").textContent = words[what];
  box.querySelector("[data-receipt-text]").textContent = fill(words[`${what}Text`], proof);
  box.querySelector("[data-receipt-facts]").hidden = true;
  box.hidden = false;
}

function fill(sentence, proof) {
  if (!proof) return sentence;
  const { name, total, path } = proof;
  return sentence
    .replace("{name}", () => name)
    .replace("{total}", total.toLocaleString("ko-KR"))
    .replace("{steps}", path.length + 1);
}

function facts(values) {
  const box = document.querySelector("[data-receipt-answer]");
  for (const [name, value] of Object.entries(values)) {
    box.querySelector(`[data-receipt-${name}]`).textContent = value;
  }
  box.querySelector("[data-receipt-facts]").hidden = false;
}

if (button && globalThis.crypto && crypto.subtle) {
  button.hidden = false;
  button.addEventListener("click", () => check().catch(() => say("failed", "warn")));
}
