// Where my share went: worked out on this device from the published transcript. What is ticked is never sent.
import { ZERO, compare, exact, least, minus, times } from "./budgets-exact.js";

const box = document.querySelector("[data-myshare]");
if (box) {
  box.hidden = false;
  box.addEventListener("change", show);
  box.addEventListener("input", show);
  show();
}

function chosen() {
  const found = new Map();
  for (const input of box.querySelectorAll("[data-project]")) {
    const points = input.type === "checkbox" ? Number(input.checked) : Math.max(0, Math.floor(Number(input.value) || 0));
    if (points) found.set(input.dataset.project, { points: BigInt(points), title: input.dataset.title });
  }
  return found;
}

function show() {
  const mine = chosen();
  const transcript = JSON.parse(box.dataset.transcript);
  const share = transcript.decided_by === "equal_shares" ? paid(transcript, mine) : null;
  box.querySelector("[data-share-note]").textContent = note(mine);
  if (share) {
    fill("wallet", money(share.wallet));
    fill("paid", money(minus(share.wallet, share.left)));
    fill("left", money(share.left));
  }
  const rows = [...mine].map(([project, { title }]) => row(title, sentence(transcript, share, project)));
  box.querySelector("[data-share-rows]").replaceChildren(...rows);
}

function note(mine) {
  const { total, over, nothing } = box.dataset;
  if (!mine.size) return nothing;
  const given = [...mine.values()].reduce((sum, { points }) => sum + points, 0n);
  return total && given > BigInt(total) ? over : "";
}

// In the order of the purchases: she pays what is asked, or all that is left.
export function paid(transcript, mine) {
  const wallet = exact(transcript.wallet);
  const payments = new Map();
  let left = wallet;
  for (const [project, payment] of transcript.purchases) {
    if (!mine.has(project)) continue;
    const asked = times(exact(payment), mine.get(project).points);
    const due = least(left, asked);
    payments.set(project, { due, all: compare(due, asked) < 0 });
    left = minus(left, due);
  }
  return { wallet, payments, left };
}

function sentence(transcript, share, project) {
  const words = box.dataset;
  if (!transcript.winners.includes(project)) return share ? words.lost : words.unfunded;
  const payment = share?.payments.get(project);
  if (!payment) return words.funded;
  if (compare(payment.due, ZERO) === 0) return words.empty;
  return (payment.all ? words.all : words.paid).replace("{paid}", money(payment.due));
}

function row(title, text) {
  const item = document.createElement("li");
  const name = document.createElement("strong");
  name.textContent = title;
  item.append(name, text);
  return item;
}

function fill(name, text) {
  box.querySelector(`[data-share-${name}]`).textContent = text;
}

// Exact until here; only what is shown is rounded down, small amounts to two places (as on the server).
function money([top, bottom]) {
  const { scale, currency, won } = box.dataset;
  const fine = scale === "1" && bottom > 1n && top < 1000n * bottom;
  const places = fine ? 2 : scale.length - 1;
  const whole = fine ? Number((100n * top) / bottom) / 100 : Number(top / bottom) / Number(scale);
  const amount = whole.toLocaleString(undefined, { minimumFractionDigits: places, maximumFractionDigits: places });
  return currency === "KRW" ? won.replace("{amount}", amount) : `${amount} ${currency}`;
}
