// The budget meter follows the choices of the form it belongs to:
// every checked [data-cost] inside the same [data-budget] is added up. It does not speak; the form does
// (budgets-ballot.js), when the voter pauses.

export function meters(root) {
  for (const meter of root.querySelectorAll("[data-budget-meter]")) {
    const budget = meter.closest("[data-budget]");
    if (!budget || budget.dataset.ready !== undefined) continue;
    budget.dataset.ready = "";
    budget.addEventListener("change", () => show(meter, spent(budget)));
    show(meter, spent(budget));
  }
}

function spent(budget) {
  return [...budget.querySelectorAll("[data-cost]:checked")].reduce((sum, box) => sum + Number(box.dataset.cost), 0);
}

export function show(meter, sum) {
  const total = Number(meter.dataset.total);
  const left = total - sum;
  const words = left < 0 ? meter.dataset.overText.replace("{over}", (-left).toLocaleString()) : meter.dataset.leftText.replace("{left}", left.toLocaleString());
  meter.classList.toggle("meter-over", left < 0);
  meter.querySelector("[data-meter-spent]").textContent = meter.dataset.spentText.replace("{spent}", sum.toLocaleString());
  meter.querySelector("[data-meter-left]").textContent = words;
  meter.querySelector("[data-meter-bar]").setAttribute("width", `${total ? Math.min(100, (100 * sum) / total) : 0}%`);
}
