// The published ballots (.pb, the Pabulib format) merged into groups of equal ballots, and their hash.

import { exact } from "./budgets-exact.js";

const SECTIONS = ["META", "PROJECTS", "VOTES"];

// {budget, projects: [{id, cost, category}], groups: [{weight, choices, points}], voters, ranked}
export function read(text) {
  const { META, PROJECTS, VOTES } = sections(text);
  const meta = Object.fromEntries(META.slice(1).map(([key, value]) => [key, value ?? ""]));
  const rows = table(PROJECTS);
  const amounts = [meta.budget, ...rows.map((row) => row.cost)].map(amount);
  const places = Math.max(...amounts.map((one) => one.places));
  const whole = amounts.map((one) => one.digits * 10n ** BigInt(places - one.places));
  const projects = rows.map((row, at) => ({ id: row.project_id, cost: whole[at + 1], category: carried(row.category ?? "") }));
  const ranked = meta.vote_type === "ordinal";
  const pointed = ["cumulative", "scoring"].includes(meta.vote_type);
  const groups = merge(table(VOTES), new Map(projects.map((project, at) => [project.id, at])), ranked, pointed);
  const voters = groups.reduce((sum, group) => sum + group.weight, 0);
  return { budget: whole[0], projects, groups, voters, ranked };
}

// A category as a cell of the file can carry it: no signs that nobody sees, no commas beside nothing, no formula.
export function carried(text) {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Z}]+/gu, " ");
  const listed = plain.split(",").map((part) => part.trim()).filter(Boolean).join(); // prettier-ignore
  return /^[=+\-@＝＋－＠]/.test(listed) ? `'${listed}` : listed;
}

function sections(text) {
  const found = {};
  let current = null;
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    const row = cells(line);
    const title = row.length === 1 ? row[0].toUpperCase() : "";
    if (SECTIONS.includes(title)) current = found[title] = [];
    else if (current && row.some((cell) => cell)) current.push(row);
  }
  for (const name of SECTIONS) if (!found[name]?.length) throw new Error(`no section ${name}`);
  return found;
}

function cells(line) {
  if (!line.includes('"')) return line.split(";").map((cell) => cell.trim());
  const found = [];
  for (const [, quoted, plain] of `${line};`.matchAll(/(?:"((?:[^"]|"")*)"|([^;]*));/g)) {
    found.push((quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim());
  }
  return found;
}

function table([head, ...lines]) {
  return lines.map((line) => Object.fromEntries(head.map((name, at) => [name, line[at] ?? ""])));
}

function amount(text) {
  const found = /^(\d+)(?:\.(\d*?)0*)?$/.exec(text.replaceAll(/[ \u00a0]/g, ""));
  if (!found) throw new Error(`not an amount: ${text}`);
  const decimals = found[2] ?? "";
  return { digits: BigInt(found[1] + decimals), places: decimals.length };
}

function merge(rows, index, ranked, pointed) {
  const found = new Map();
  for (const row of rows) {
    const choices = list(row.vote).map((name) => known(index, name));
    const points = pointed ? list(row.points).map(whole) : null;
    const group = canonical(choices, points, ranked);
    const key = `${group.choices.join()}|${group.points ? group.points.join() : ""}`;
    if (found.has(key)) found.get(key).weight += 1;
    else found.set(key, { weight: 1, ...group });
  }
  return [...found.values()];
}

const list = (text) => (text ? text.split(",").map((part) => part.trim()).filter(Boolean) : []);

// Number() would read "1e3" and "0x10" too, which other programs do not.
function whole(text) {
  if (!/^[0-9]{1,9}$/.test(text)) throw new Error(`not whole points: ${text}`);
  return Number(text);
}

function known(index, name) {
  if (!index.has(name)) throw new Error(`unknown project ${name}`);
  return index.get(name);
}

// The order of choices means something on a ranked ballot only.
function canonical(choices, points, ranked) {
  if (points) {
    const pairs = choices.map((choice, at) => [choice, points[at]]).filter(([, point]) => point > 0);
    pairs.sort((a, b) => a[0] - b[0]);
    return { choices: pairs.map(([choice]) => choice), points: pairs.map(([, point]) => point) };
  }
  return { choices: ranked ? choices : [...new Set(choices)].sort((a, b) => a - b), points: null };
}

// The text whose SHA-256 is `input_sha256`; it does not depend on the order of the ballots.
export function fingerprint(election) {
  const projects = election.projects.map(
    ({ id, cost, category }) => `[${JSON.stringify(id)},${cost}${category ? `,${JSON.stringify(category)}` : ""}]`,
  );
  const groups = [...election.groups].sort(inOrder).map((group) => `[[${pairs(group)}],${group.weight}]`);
  const ranked = election.ranked ? ',"ranked"' : "";
  const panels = election.panels ? `,{${scores(election.panels)}}` : "";
  return `[${election.budget},[${projects.join()}]${ranked}${panels},[${groups.join()}]]`;
}

// Scores beside the ballots: whole numbers as such, others as exact fractions in quotes, the panels by name.
function scores(panels) {
  const said = ([top, bottom]) => (bottom === 1n ? `${top}` : `"${top}/${bottom}"`);
  const names = Object.keys(panels).sort();
  return names.map((name) => `${JSON.stringify(name)}:[${panels[name].map(said).join()}]`).join();
}

// The published scores {panel: {project: 80 or "165/2"}} in the order of the projects; exactly one for each.
export function withPanels(election, published) {
  const panels = {};
  for (const [name, given] of Object.entries(published)) {
    if (Object.keys(given).length !== election.projects.length) throw new Error(`not one score for each project: ${name}`);
    panels[name] = election.projects.map(({ id }) => exact(String(given[id])));
  }
  return { ...election, panels };
}

function pairs({ choices, points }) {
  return choices.map((choice, at) => `[${choice},${points ? points[at] : 1}]`).join();
}

function inOrder(a, b) {
  const shorter = Math.min(a.choices.length, b.choices.length);
  for (let at = 0; at < shorter; at += 1) {
    const difference = a.choices[at] - b.choices[at] || (a.points?.[at] ?? 1) - (b.points?.[at] ?? 1);
    if (difference) return difference;
  }
  return a.choices.length - b.choices.length || a.weight - b.weight;
}
