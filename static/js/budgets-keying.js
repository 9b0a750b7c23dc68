/* Comfort for whoever keys hundreds of sheets: the serial's check digit and what cannot be read show while typing,
   and Enter in the serial goes on to the marks. The server judges everything anew. */
const form = document.querySelector("[data-keying]");
const serial = form && form.querySelector("[data-keying-serial]");
const marks = form && form.querySelector("[data-keying-marks]");
const reading = form && form.querySelector("[data-keying-reading]");
const DIGITS = 7;

/* Luhn, as budgets/paper_rules.py draws it. */
function isSerial(typed) {
  const digits = typed.replace(/\D/g, "");
  if (digits.length !== DIGITS) return false;
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function checkSerial() {
  const bad = serial.value !== "" && !isSerial(serial.value);
  tell(bad ? form.dataset.mistyped : "", bad);
  return !bad;
}

function checkMarks() {
  const pieces = marks.value.split(/[\s,;.>]+/).filter(Boolean);
  const wrong = pieces.filter((piece) => !/^\d+([=:]\d+)?$/.test(piece));
  if (wrong.length) tell(`${form.dataset.unreadable}: ${wrong.join(" ")}`, true);
  else tell(pieces.join(" · "), false);
}

function tell(words, bad) {
  reading.textContent = words;
  reading.classList.toggle("paper-reading-bad", bad);
}

if (form) {
  serial.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (checkSerial()) marks.focus();
    else serial.select();
  });
  serial.addEventListener("change", checkSerial);
  marks.addEventListener("input", checkMarks);
  const batch = form.querySelector("[name=batch]");
  if (!document.querySelector("[data-focus]")) (batch.value ? serial : batch).focus();
}
