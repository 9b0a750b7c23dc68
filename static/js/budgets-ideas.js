// While somebody writes an idea: what has been said already.
const WAIT = 900;
const form = document.querySelector("form[data-similar]");

if (form) {
  let timer;
  for (const field of [form.elements.title, form.elements.remedy]) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(look, WAIT);
    });
  }

  async function look() {
    const place = document.querySelector("#similar");
    const asked = new URLSearchParams({ title: form.elements.title.value, remedy: form.elements.remedy.value.slice(0, 1000) });
    try {
      const answer = await fetch(`${form.dataset.similar}?${asked}`, { credentials: "same-origin" });
      if (!answer.ok || !place) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#similar");
      if (found) place.replaceChildren(...found.childNodes);
    } catch { /* hints only: writing goes on without them */ }
  }
}
