// Ranking with two buttons instead of a list of numbers beside each project. The lists stay in the form and are
// what is sent; here they are only set by buttons, which every keyboard and every switch can reach.

export function ranking(form) {
  const words = form.dataset;
  const selects = [...form.querySelectorAll("select.ballot-mark")];
  const panel = make("section", "ballot-ranking");
  panel.append(make("h2", "", words.mine));
  const list = panel.appendChild(make("ol", "ballot-ranks"));
  const empty = panel.appendChild(make("p", "muted", words.none));
  form.querySelector("fieldset").before(panel);
  form.classList.add("ballot-by-buttons");

  const ranked = () => selects.filter((select) => select.value).sort((a, b) => Number(a.value) - Number(b.value));
  for (const select of selects) select.after(adder(select, words, () => put([...ranked(), select])));
  put(ranked(), { quiet: true });

  function put(order, { focus, quiet } = {}) {
    for (const select of selects) select.value = order.includes(select) ? String(order.indexOf(select) + 1) : "";
    list.replaceChildren(...order.map((select, place) => row(select, place, order)));
    empty.hidden = order.length > 0;
    const full = order.length >= Number(words.most);
    for (const select of selects) show(select, order, full);
    if (focus) (list.querySelector(focus) || list.querySelector("button") || form.querySelector(".ballot-add:not([disabled])"))?.focus();
    if (!quiet) form.dispatchEvent(new Event("change"));
  }

  function row(select, place, order) {
    const item = make("li", "ballot-rank");
    const title = titleOf(select);
    item.append(make("strong", "nowrap", words.place.replace("{rank}", place + 1)), make("span", "ballot-rank-title", title));
    const keys = item.appendChild(make("span", "ballot-rank-keys"));
    const name = select.name;
    keys.append(
      key(words.up, title, place === 0, `${name}-up`, () => put(moved(order, place, place - 1), { focus: place === 1 ? at(`${name}-down`) : at(`${name}-up`) })),
      key(words.down, title, place === order.length - 1, `${name}-down`, () => put(moved(order, place, place + 1), { focus: place === order.length - 2 ? at(`${name}-up`) : at(`${name}-down`) })),
      key(words.drop, title, false, `${name}-drop`, () => put(order.filter((one) => one !== select), { focus: "button" })),
    );
    return item;
  }
}

function adder(select, words, add) {
  const button = make("button", "button button-secondary button-small ballot-add", words.add);
  button.type = "button";
  button.append(make("span", "sr-only", ` – ${titleOf(select)}`));
  button.addEventListener("click", add);
  return button;
}

/* A ranked project shows its rank where the others have their button. */
function show(select, order, full) {
  const place = order.indexOf(select);
  const button = select.nextElementSibling;
  button.disabled = full || place >= 0;
  button.firstChild.textContent = place >= 0 ? select.form.dataset.place.replace("{rank}", place + 1) : select.form.dataset.add;
  select.closest(".ballot-card").classList.toggle("ballot-card-marked", place >= 0);
}

function moved(order, from, to) {
  const next = [...order];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

function key(words, title, disabled, name, act) {
  const button = make("button", "button-quiet button-small", words);
  button.type = "button";
  button.disabled = disabled;
  button.dataset.key = name;
  button.append(make("span", "sr-only", ` – ${title}`));
  button.addEventListener("click", act);
  return button;
}

function at(name) {
  return `[data-key="${name}"]`;
}

function titleOf(select) {
  return select.labels[0].textContent.trim();
}

function make(tag, className, text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
