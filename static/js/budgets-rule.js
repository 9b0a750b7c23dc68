// What a rule record means where it does not depend on the method: its hash, ties, thresholds, limits, scores.
import { carried } from "./budgets-election.js";
import { ZERO, compare, exact, plus, product } from "./budgets-exact.js";

export class Mismatch extends Error {
  constructor(code, words = {}) {
    super(code);
    this.code = code;
    this.words = words;
  }
}

export function demand(holds, code, words) {
  if (!holds) throw new Mismatch(code, words);
}

const KNOWN = new Set([
  "method", "rank_by", "fit", "min_votes", "min_permille", "utility", "completion", "start", "increment",
  "increment_permille", "exhaustive_stop", "everything_if_affordable", "comparison", "ties", "empty_ballots",
  "commitment", "seed", "exclusive", "caps", "max_winners", "rank_points", "panels", "normalise", "ballot", "leftovers",
]); // prettier-ignore

// A field that this script does not know could change the outcome: better to say so than to pass it over.
export function unknownPart(rule) {
  if (!["share", "best"].includes(rule.normalise ?? "share")) return "normalise";
  return Object.keys(rule).find((name) => !KNOWN.has(name)) ?? null;
}

// JSON with sorted keys and no white space, as Python writes it for the hash of the record.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

export function record(rule) {
  const { seed, ...rest } = rule;
  return canonical(rest);
}

export async function sha256(data) {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// For each project the keys of the tie chain; the smaller list wins.
export async function ranks(election, rule) {
  const votes = counted(election);
  return Promise.all(
    election.projects.map(async (project, at) =>
      Promise.all(
        (rule.ties ?? ["votes", "cost", "lot"]).map(async (key) => {
          if (key === "votes") return BigInt(-votes[at]);
          if (key === "cost") return project.cost;
          return BigInt(`0x${await sha256(`${rule.seed ?? ""}\n${project.id}`)}`);
        }),
      ),
    ),
  );
}

export function before(a, b) {
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return a[at] < b[at] ? -1 : 1;
  return 0;
}

export function counted(election) {
  const votes = new Array(election.projects.length).fill(0);
  for (const group of election.groups) for (const choice of group.choices) votes[choice] += group.weight;
  return votes;
}

// Ranked ballots as points where the rule wants points; empty ballots out where it ignores them.
export function asCounted(election, rule) {
  let groups = election.groups;
  const places = rule.rank_points?.length ? rule.rank_points : election.projects.map((_, at, all) => all.length - at);
  if (election.ranked && (["borda", "panels"].includes(rule.method) || rule.utility === "points")) groups = groups.map((group) => pointed(group, places));
  if (rule.empty_ballots === "ignore") groups = groups.filter((group) => group.choices.length);
  return { ...election, groups, voters: groups.reduce((sum, group) => sum + group.weight, 0) };
}

function pointed(group, places) {
  const kept = group.choices.slice(0, places.length).filter((_, at) => places[at] > 0);
  return { weight: group.weight, choices: kept, points: places.filter((place) => place > 0).slice(0, kept.length) };
}

export function candidates(election, rule) {
  const votes = counted(election);
  const inside = (project, at) =>
    votes[at] >= (rule.min_votes ?? 0) && votes[at] * 1000 >= (rule.min_permille ?? 0) * election.voters && project.cost <= election.budget;
  return new Set(election.projects.flatMap((project, at) => (inside(project, at) ? [at] : [])));
}

export const isLimited = (rule) => Boolean(rule.exclusive?.length || Object.keys(rule.caps ?? {}).length || rule.max_winners);

export function isBarred(election, rule, index, funded) {
  const project = election.projects[index];
  const others = funded.map((at) => election.projects[at]);
  if (rule.max_winners && others.length >= rule.max_winners) return true;
  if ((rule.exclusive ?? []).some((ids) => ids.includes(project.id) && others.some((other) => ids.includes(other.id)))) return true;
  const cap = capOf(rule.caps ?? {}, project.category);
  const alike = others.filter((other) => other.category === project.category);
  const money = alike.reduce((sum, other) => sum + other.cost, project.cost);
  return (cap.number !== undefined && alike.length >= cap.number) || (cap.money !== undefined && money > BigInt(cap.money));
}

// The cap of a category as counted; a rule frozen long ago may name it as it was typed.
function capOf(caps, category) {
  const name = Object.hasOwn(caps, category) ? category : Object.keys(caps).find((one) => carried(one) === category);
  return name === undefined ? {} : caps[name];
}

export function total(election, indexes) {
  return [...indexes].reduce((sum, at) => sum + election.projects[at].cost, 0n);
}

// Walk the ranking by score with the budget that is left after `funded`.
export function walk(election, rule, rank, inside, funded) {
  const scores = scored(election, rule);
  const order = [...inside].sort((a, b) => compare(scores[b], scores[a]) || before(rank[a], rank[b]));
  const found = [];
  let left = election.budget - total(election, funded);
  for (const index of order) {
    if (isBarred(election, rule, index, [...funded, ...found])) continue;
    if (election.projects[index].cost <= left) {
      found.push(index);
      left -= election.projects[index].cost;
    } else if (rule.fit === "stop") break;
  }
  return found;
}

// The points (or votes) of each project.
function points(election) {
  const sums = election.projects.map(() => 0n);
  for (const { weight, choices, points: given } of election.groups) {
    choices.forEach((choice, at) => (sums[choice] += BigInt(weight) * BigInt(given ? given[at] : 1)));
  }
  return sums;
}

function scored(election, rule) {
  const sums = points(election);
  const worth = rule.method === "panels" ? blended(rule, shares(election, rule)) : sums.map((sum) => [sum, 1n]);
  if (rule.rank_by !== "score_per_cost") return worth;
  return worth.map((value, at) => product(value, election.projects[at].cost ? [1n, election.projects[at].cost] : [10n ** 40n, 1n]));
}

// What each panel's scores are to their sum, or to the best of them: {name: one fraction for each project}.
function shares(election, rule) {
  const votes = points(election).map((sum) => [sum, 1n]);
  const most = (a, b) => (compare(a, b) >= 0 ? a : b);
  const found = {};
  for (const { name, source } of rule.panels) {
    const given = source === "ballots" ? votes : election.panels?.[name];
    demand(given, "panel", { panel: name });
    const whole = given.reduce((rule.normalise ?? "share") === "share" ? plus : most, ZERO);
    found[name] = given.map((score) => (whole[0] ? product(score, [whole[1], whole[0]]) : ZERO));
  }
  return found;
}

// The weighted mean of the panels' shares.
function blended(rule, parts) {
  const whole = BigInt(rule.panels.reduce((sum, { weight }) => sum + weight, 0));
  const weighed = ({ name, weight }, at) => product(parts[name][at], [BigInt(weight), whole]);
  return parts[rule.panels[0].name].map((_, at) => rule.panels.reduce((sum, panel) => plus(sum, weighed(panel, at)), ZERO));
}

// What the result file says of shares and blended scores must be what the ballots and the panels' scores give.
export function panelsHold(election, rule, result) {
  const parts = shares(election, rule);
  const worth = blended(rule, parts);
  const rows = new Map(result.projects.map((row) => [row.project, row]));
  return election.projects.every(({ id }, at) => {
    const row = rows.get(id);
    const sharesHold = rule.panels.every(({ name }) => compare(exact(row.shares[name]), parts[name][at]) === 0);
    return sharesHold && compare(exact(row.blend), worth[at]) === 0;
  });
}
