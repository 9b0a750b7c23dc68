// How many characters are left. Spoken only when the writer pauses, so that it does not talk over typing.
const PAUSE = 1200;

export function counters(root) {
  for (const note of root.querySelectorAll("[data-counter]:not([data-ready])")) {
    const field = document.getElementById(note.dataset.counter);
    if (field) watch(field, note);
  }
}

function watch(field, note) {
  note.dataset.ready = "";
  const spoken = Object.assign(document.createElement("span"), { className: "sr-only" });
  spoken.setAttribute("role", "status");
  note.after(spoken);
  let timer;
  const say = () => {
    const left = field.maxLength - field.value.length;
    note.textContent = note.dataset.template.replace("{left}", left.toLocaleString());
    note.classList.toggle("counter-over", left < 0);
    clearTimeout(timer);
    timer = setTimeout(() => { spoken.textContent = left < 50 ? note.textContent : ""; }, PAUSE);
  };
  field.addEventListener("input", say);
  say();
}
