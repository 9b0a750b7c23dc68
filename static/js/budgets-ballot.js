// The ballot tells at once how many are chosen and whether the choice is saved.
// Without this script the same form works; the server answers the same sentences.

for (const form of document.querySelectorAll("[data-ballot]")) watch(form);

function watch(form) {
  const before = picked(form).join();
  const state = form.querySelector("[data-ballot-state]");
  const saved = state.textContent;
  form.addEventListener("change", () => {
    const now = picked(form);
    const changed = now.join() !== before;
    state.textContent = changed ? form.dataset.changed : saved;
    form.classList.toggle("ballot-changed", changed);
    count(form, now.length);
  });
  form.addEventListener("submit", () => form.setAttribute("data-sent", ""));
  window.addEventListener("beforeunload", (event) => {
    if (form.classList.contains("ballot-changed") && !form.hasAttribute("data-sent")) event.preventDefault();
  });
  count(form, picked(form).length);
}

function picked(form) {
  return [...form.querySelectorAll("[name=choices]:checked")].map((box) => box.value).sort();
}

function count(form, number) {
  const line = form.querySelector("[data-ballot-count]");
  if (!line) return;
  const least = Number(form.dataset.least);
  const most = Number(form.dataset.most);
  const words = form.dataset;
  let text = words.picked.replace("{most}", most).replace("{picked}", number);
  if (number < least) text += " · " + words.more.replace("{more}", least - number);
  if (number > most) text += " · " + words.many.replace("{many}", number - most);
  if (line.textContent !== text) line.textContent = text;
  line.classList.toggle("ballot-count-bad", number > most);
}
