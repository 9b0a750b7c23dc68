// Chosen files by name, copy an address, print, and the focus on what must be mended.

export function files(root) {
  for (const input of root.querySelectorAll("input[type=file]:not([data-ready])")) {
    input.dataset.ready = "";
    input.addEventListener("change", () => list(input));
  }
}

function list(input) {
  const place = input.parentElement.querySelector(".file-list") ?? input.parentElement.appendChild(Object.assign(document.createElement("ul"), { className: "file-list" }));
  place.replaceChildren(...[...input.files].map((file) => Object.assign(document.createElement("li"), { textContent: `${file.name} (${Math.ceil(file.size / 1024).toLocaleString()} KB)` })));
}

export function share(root) {
  for (const link of root.querySelectorAll("[data-copy]")) link.addEventListener("click", (event) => copy(event, link));
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

async function copy(event, link) {
  if (!navigator.clipboard) return;
  event.preventDefault();
  await navigator.clipboard.writeText(new URL(link.dataset.copy, location.href).href);
  const words = link.querySelector("span");
  words.setAttribute("role", "status");
  words.textContent = link.dataset.copied;
}

export function focusFirst(root) {
  root.querySelector("[data-focus]")?.focus();
}
