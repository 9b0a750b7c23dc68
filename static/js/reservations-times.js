// Choosing a start offers only the ends that this room allows, and moves the end along.
// Without this script every time is offered and the server says what does not fit.

const form = document.querySelector("form[data-times-step]");
if (form) {
  const { start, end } = form.elements;
  const shortest = Number(form.dataset.timesShortest);
  const longest = Number(form.dataset.timesLongest);
  const all = [...end.options].map((option) => option.cloneNode(true));

  const allowed = (option, from) =>
    option.value === "" || (Number(option.value) >= from + shortest && Number(option.value) <= from + longest);

  const offer = () => {
    if (start.value === "") return;
    const from = Number(start.value);
    const length = Number(end.value) - Number(form.dataset.timesFrom ?? start.value);
    const wanted = end.value === "" ? "" : String(from + length);
    end.replaceChildren(...all.filter((option) => allowed(option, from)).map((option) => option.cloneNode(true)));
    const keep = [...end.options].find((option) => option.value === wanted);
    end.value = keep ? wanted : (end.options[1]?.value ?? "");
    form.dataset.timesFrom = start.value;
  };

  if (start.value !== "" && end.value !== "" && !allowed({ value: end.value }, Number(start.value))) {
    form.dataset.timesFrom = start.value; // a refusal is being shown: leave what was typed
  } else {
    offer();
  }
  start.addEventListener("change", offer);
}
