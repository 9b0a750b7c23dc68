// While somebody writes: what has been said already. The form names its fields: data-similar-fields="title remedy".
const WAIT = 900;
const form = document.querySelector("form[data-similar]");

if (form) {
  let timer;
  const fields = form.dataset.similarFields.split(" ").map((name) => form.elements[name]);
  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(look, WAIT);
    });
  }

  async function look() {
    const place = document.querySelector("#similar");
    const asked = new URLSearchParams(fields.map((field) => [field.name, field.value.slice(0, 1000)]));
    try {
      const answer = await fetch(`${form.dataset.similar}?${asked}`, { credentials: "same-origin" });
      if (!answer.ok || !place) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#similar");
      if (found) place.replaceChildren(...found.childNodes);
    } catch { /* hints only: writing goes on without them */ }
  }
}
