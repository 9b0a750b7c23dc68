// Everything here is comfort: each page works without it.
import { menus } from "./menu.js";
import { counters } from "./counter.js";
import { drafts } from "./autosave.js";
import { meters } from "./meter.js";
import { files, focusFirst, share } from "./small.js";

function dress(root) {
  counters(root);
  meters(root);
  files(root);
  share(root);
}

menus();
dress(document);
drafts(document);
focusFirst(document);
// Fragments that htmx brings are dressed like the page they land in.
document.addEventListener("htmx:after:swap", (event) => dress(event.target instanceof Element ? event.target : document));
