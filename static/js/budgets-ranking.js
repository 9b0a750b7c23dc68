// Ranking with two buttons instead of a list of numbers beside each project. The lists stay in the form and are
// what is sent; here they are only set by buttons, which every keyboard and every switch can reach.

export function ranking(form) {
  const words = form.dataset;
  const selects = [...form.querySelectorAll("select.ballot-mark")];
  const panel = make("section", "ballot-ranking");
  panel.append(make("h2", "", words.mine));
  const list = panel.appendChild(make("ol", "ballot-ranks"));
  const empty = panel.appendChild(make("p", "muted", words.none));
  const spoken = panel.appendChild(make("p", "sr-only"));
  spoken.setAttribute("role", "status");
  form.querySelector("fieldset").before(panel);
  form.classList.add("ballot-by-buttons");

  const ranked = () => selects.filter((select) => select.value).sort((a, b) => Number(a.value) - Number(b.value));
  for (const select of selects) select.after(adder(select, words, () => add(select)));
  put(ranked());

  // Each press ends on a button that lives: who works with keys would else be thrown to the top of the page.
  function act(order, select, said, ...next) {
    put(order);
    next.map((find) => find()).find((button) => button && !button.disabled)?.focus();
    spoken.textContent = said.replace("{title}", titleOf(select)).replace("{rank}", order.indexOf(select) + 1);
    form.dispatchEvent(new Event("change"));
  }

  function add(select) {
    const here = selects.indexOf(select);
    const others = [...selects.slice(here + 1), ...selects.slice(0, here).reverse()];
    act([...ranked(), select], select, words.put, () => others.map(adderOf).find((button) => !button.disabled), () => keyOf(select, "drop"));
  }

  function move(order, place, to) {
    const select = order[place];
    const [way, back] = to < place ? ["up", "down"] : ["down", "up"];
    act(moved(order, place, to), select, words.moved, () => keyOf(select, way), () => keyOf(select, back));
  }

  function drop(order, place) {
    const left = order.filter((_, at) => at !== place);
    const next = left[Math.min(place, left.length - 1)];
    act(left, order[place], words.dropped, () => next && keyOf(next, "drop"), () => adderOf(order[place]));
  }

  function keyOf(select, name) {
    return list.querySelector(`[data-key="${select.name}-${name}"]`);
  }

  function put(order) {
    for (const select of selects) select.value = order.includes(select) ? String(order.indexOf(select) + 1) : "";
    list.replaceChildren(...order.map((select, place) => row(select, place, order)));
    empty.hidden = order.length > 0;
    const full = order.length >= Number(words.most);
    for (const select of selects) show(select, order, full);
  }

  function row(select, place, order) {
    const item = make("li", "ballot-rank");
    const title = titleOf(select);
    item.append(make("strong", "nowrap", words.place.replace("{rank}", place + 1)), make("span", "ballot-rank-title", title));
    const keys = item.appendChild(make("span", "ballot-rank-keys"));
    const name = select.name;
    keys.append(
      key(words.up, title, place === 0, `${name}-up`, () => move(order, place, place - 1)),
      key(words.down, title, place === order.length - 1, `${name}-down`, () => move(order, place, place + 1)),
      key(words.drop, title, false, `${name}-drop`, () => drop(order, place)),
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
  const button = adderOf(select);
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

function adderOf(select) {
  return select.nextElementSibling;
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
