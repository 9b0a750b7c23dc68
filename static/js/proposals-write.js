// While somebody writes: what has been proposed already, and when the text was last saved.
const WAIT = 900;
const form = document.querySelector("form[data-similar]");

if (form) {
  let timer;
  const fields = [form.elements.title, form.elements.improvement].filter(Boolean);
  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(look, WAIT);
    });
  }

  async function look() {
    const place = document.querySelector("#similar");
    const asked = new URLSearchParams({ title: form.elements.title.value, improvement: form.elements.improvement.value.slice(0, 1000) });
    try {
      const answer = await fetch(`${form.dataset.similar}?${asked}`, { credentials: "same-origin" });
      if (!answer.ok || !place) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#similar");
      if (found) place.replaceChildren(...found.childNodes);
    } catch { /* hints only: writing goes on without them */ }
  }
}
