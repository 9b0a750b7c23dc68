// The ballot tells at once how much is chosen and whether the choice is saved.
// Without this script the same form works; the server answers the same sentences.
import { ranking } from "./budgets-ranking.js";

// Screen readers hear a summary when the voter pauses: a region that speaks at each key talks over her choice.
const PAUSE = 1200;

for (const form of document.querySelectorAll("[data-ballot]")) {
  if (form.dataset.ballot === "ranked") ranking(form);
  watch(form);
}

function watch(form) {
  const state = form.querySelector("[data-ballot-state]");
  const before = "unsaved" in form.dataset ? null : marks(form);
  let timer;
  const look = (event) => {
    const changed = marks(form) !== before;
    state.textContent = changed ? form.dataset.changed : form.dataset.kept;
    form.classList.toggle("ballot-changed", changed);
    const words = count(form);
    clearTimeout(timer);
    if (event) timer = setTimeout(() => speak(form, words, state.textContent), PAUSE);
  };
  form.addEventListener("change", look);
  form.addEventListener("input", look);
  form.addEventListener("submit", () => form.setAttribute("data-sent", ""));
  window.addEventListener("beforeunload", (event) => {
    if (form.classList.contains("ballot-changed") && !form.hasAttribute("data-sent")) event.preventDefault();
  });
  look();
}

function speak(form, words, state) {
  const meter = form.querySelector(".meter-words, .meter-left") ? [...form.querySelectorAll("[data-meter-spent], [data-meter-left]")].map((part) => part.textContent).join(", ") : words;
  form.querySelector("[data-ballot-spoken]").textContent = `${meter}. ${state}`;
}

/* What stands on the form, as one string to compare. */
function marks(form) {
  return chosen(form).map(({ name, value }) => `${name}=${value}`).sort().join("&");
}

function chosen(form) {
  const ticks = [...form.querySelectorAll("[name=choices]:checked")];
  const typed = [...form.querySelectorAll(".ballot-mark")].filter((field) => field.value && Number(field.value) !== 0);
  return [...ticks, ...typed];
}

function count(form) {
  const line = form.querySelector("[data-ballot-count]");
  if (!line) return "";
  const parts = form.dataset.ballot === "points" ? points(form) : [fill(form.dataset.picked, { most: form.dataset.most, picked: chosen(form).length })];
  const problems = [...tooMany(form), ...tooFull(form), ...twice(form)];
  const text = [...parts, ...tooFew(form), ...problems].join(" · ");
  if (line.textContent !== text) line.textContent = text;
  line.classList.toggle("ballot-count-bad", problems.length > 0 || given(form) > Number(form.dataset.total));
  return text;
}

function given(form) {
  return form.dataset.ballot === "points" ? chosen(form).reduce((sum, field) => sum + Number(field.value), 0) : 0;
}

function points(form) {
  const total = Number(form.dataset.total);
  const sum = given(form);
  const rest = sum > total ? fill(form.dataset.over, { over: sum - total }) : fill(form.dataset.left, { left: total - sum });
  return [fill(form.dataset.given, { total, given: sum }), rest];
}

function tooFew(form) {
  const more = Number(form.dataset.least) - chosen(form).length;
  return more > 0 ? [fill(form.dataset.more, { more })] : [];
}

function tooMany(form) {
  const many = chosen(form).length - Number(form.dataset.most);
  return many > 0 ? [fill(form.dataset.many, { many })] : [];
}

function tooFull(form) {
  const limits = Object.entries(JSON.parse(form.dataset.quotas));
  const inside = (category) => chosen(form).filter((field) => field.closest("[data-category]").dataset.category === category).length;
  return limits.filter(([category, most]) => inside(category) > most).map(([category, most]) => fill(form.dataset.full, { category, many: inside(category) - most }));
}

function twice(form) {
  if (form.dataset.ballot !== "ranked") return [];
  const ranks = chosen(form).map((field) => field.value);
  return [...new Set(ranks.filter((rank, place) => ranks.indexOf(rank) !== place))].map((rank) => fill(form.dataset.same, { rank }));
}

function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
