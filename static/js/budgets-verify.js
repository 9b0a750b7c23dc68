// The page side of "check this result yourself": starts the worker and shows what it finds, in the page's words.

const box = document.querySelector("[data-verify]");
if (box && "Worker" in window && crypto.subtle) {
  box.hidden = false;
  document.querySelector("[data-verify-off]").hidden = true;
  box.querySelector("[data-verify-start]").addEventListener("click", start);
}

function start() {
  const button = box.querySelector("[data-verify-start]");
  const list = box.querySelector("[data-verify-steps]");
  const found = [];
  list.replaceChildren();
  box.querySelector("[data-verify-verdict]").replaceChildren();
  button.disabled = true;
  progress(0);
  say(word("working"));
  const worker = new Worker(box.dataset.worker, { type: "module" });
  worker.addEventListener("error", () => finish(worker, [...found, false]));
  worker.addEventListener("message", ({ data }) => {
    if (data.end) return finish(worker, found);
    if (data.step) {
      found.push(data.holds);
      list.append(line(data));
    } else progress((100 * data.done) / data.all);
  });
  const { result, ballots, rule, panels, sha256, ruleSha256, signature, publicKey, elsewhere } = box.dataset;
  worker.postMessage({ result, ballots, rule, panels, sha256, ruleSha256, signature, publicKey, elsewhere });
}

function finish(worker, found) {
  worker.terminate();
  progress(null);
  say("");
  const verdict = found.includes(false) ? "bad" : found.includes(null) ? "partly" : "good";
  const tone = { good: "good", partly: "warn", bad: "bad" }[verdict];
  const note = document.createElement("div");
  note.className = `alert alert-${tone}`;
  note.dataset.verdict = verdict;
  note.textContent = word(`verdict_${verdict}`);
  if ("elsewhere" in box.dataset && verdict !== "bad") note.append(` ${word("elsewhere")}`);
  box.querySelector("[data-verify-verdict]").replaceChildren(note);
  box.querySelector("[data-verify-start]").disabled = false;
}

function line({ step, holds, words }) {
  const item = document.createElement("li");
  const state = holds === null ? "unknown" : holds ? "ok" : "bad";
  item.className = `budget-${state}`;
  item.dataset.step = step;
  const mark = document.createElement("span");
  mark.className = "budget-mark";
  mark.setAttribute("aria-hidden", "true");
  mark.textContent = { ok: "✓", bad: "✗", unknown: "?" }[state];
  const text = document.createElement("span");
  const name = holds === null ? `${step}_unknown` : holds || step.startsWith("replay_") || step === "broken" ? step : `${step}_bad`;
  text.textContent = word(name, words);
  item.append(mark, text);
  return item;
}

function word(name, words = {}) {
  const text = box.querySelector(`[data-word="${name}"]`)?.textContent ?? name;
  return text.replace(/\{(\w+)\}/g, (_, key) => words[key] ?? "");
}

function progress(percent) {
  const bar = box.querySelector("[data-verify-progress]");
  bar.hidden = percent === null;
  if (percent !== null) bar.value = percent;
}

function say(text) {
  box.querySelector("[data-verify-now]").textContent = text;
}
