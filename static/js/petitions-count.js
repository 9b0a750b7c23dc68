/* Renews the number of signatures while the page is open. Quiet for screen readers: a live region that speaks
   every ten seconds would talk over the petition. Pauses while the page is hidden, slows down on errors. */
const box = document.querySelector("[data-count-url]");
const STEADY = 10_000;
/* The page counts its reader's own signature already; copies of the public number may be older than that. */
const OWN = 30_000;
const SLOWEST = 160_000;
let pause = STEADY;

async function renew() {
  if (!document.hidden) {
    try {
      const response = await fetch(box.dataset.countUrl, { credentials: "omit" });
      if (!response.ok) throw new Error(String(response.status));
      show(await response.json());
      pause = STEADY;
    } catch {
      pause = Math.min(pause * 2, SLOWEST);
    }
  }
  setTimeout(renew, pause);
}

function show({ signature_count: count }) {
  const words = count.toLocaleString("ko-KR");
  for (const place of box.querySelectorAll("[data-count], [data-progress-value]")) {
    if (place.textContent !== words) place.textContent = words;
  }
  const goal = Number(box.dataset.goal);
  const fill = box.querySelector(".bar-fill");
  if (goal && fill) fill.setAttribute("width", `${Math.min(100, (count / goal) * 100).toFixed(1)}%`);
}

if (box) setTimeout(renew, "waiting" in box.dataset ? OWN : pause);
