// Following a count from its published transcript. No search among outcomes: every claim is only checked.
// `election` must be as counted (budgets-rule.js: asCounted); `tell(done, all)` is called as it goes on.
// Answers what could not be followed here, as [{step, words}]: who reads "all is well" must know of what.
import { ZERO, compare, exact, fraction, plus, same, times } from "./budgets-exact.js";
import { backersOf, shares } from "./budgets-replay-shares.js";
import { before, candidates, demand, isBarred, isLimited, total, walk } from "./budgets-rule.js";

export function replay(election, rule, rank, result, tell) {
  const inside = candidates(election, rule);
  const count = { election, rule, rank, inside, tell };
  const told = transcript(election, result);
  const { winners } = told;
  const left = [];
  demand(deciders(count).includes(result.decided_by), "method");
  if (result.decided_by === "everything") {
    demand(winners.length === inside.size && winners.every((at) => inside.has(at)), "everything");
  } else if (result.decided_by === "equal_shares") {
    left.push(...filledShares(count, told));
  } else if (result.decided_by === "phragmen") {
    phragmen(election, rule, rank, told.bought, inside, tell);
  } else {
    demand(alike(walk(election, rule, rank, inside, []), winners), "ranking");
  }
  if (result.decided_by !== "equal_shares") claimsNoMore(result);
  left.push(...whoDecided(count, result, winners));
  costs(election, told);
  return left;
}

const alike = (a, b) => a.length === b.length && a.every((one, at) => one === b[at]);
const compares = (rule) => rule.method === "equal_shares" && (rule.comparison ?? "none") === "greedy";

// Who may have decided: all at once where all fits, else the rule, or whom its comparison step lets decide.
function deciders({ election, rule, inside }) {
  if (rule.everything_if_affordable !== false && !isLimited(rule) && total(election, inside) <= election.budget) return ["everything"];
  return compares(rule) ? [rule.method, "greedy"] : [rule.method];
}

// What a replay follows, with places of projects instead of their ids: of the result, or of what was outvoted.
function transcript(election, rows) {
  const index = new Map(election.projects.map((project, at) => [project.id, at]));
  const number = (text) => (text === null ? null : exact(text));
  const purchases = (list) => list.map((row) => ({ project: index.get(row.project), price: number(row.price), payment: number(row.payment) }));
  const bought = purchases(rows.winners);
  const winners = bought.map((purchase) => purchase.project);
  demand(new Set(winners).size === winners.length && !winners.includes(undefined), "winners");
  return {
    bought,
    winners,
    overshoot: rows.overshoot === null ? null : purchases(rows.overshoot),
    endowment: rows.endowment,
    larger: rows.overshoot_endowment,
    steps: rows.steps,
    filled: rows.filled,
    cost: BigInt(rows.cost),
  };
}

function costs(election, { winners, cost }) {
  const spent = total(election, winners);
  demand(spent === cost && spent <= election.budget, "cost");
}

// What belongs to equal shares only would be believed by whoever reads it beside another rule's outcome.
function claimsNoMore({ decided_by: by, endowment, overshoot, overshoot_endowment: larger, filled, steps, winners }) {
  demand(endowment === null && overshoot === null && larger === null && filled === 0 && steps === 1, "steps");
  winners.forEach(({ price, payment }, at) => demand(payment === null && (by === "phragmen" || price === null), "price", { round: at + 1 }));
}

function filledShares(count, told) {
  const filled = filling(count, told);
  return shares(count, { ...told, bought: told.bought.slice(0, told.winners.length - filled) });
}

function filling({ election, rule, rank, inside }, { bought, winners, filled }) {
  if (!["add1u", "greedy"].includes(rule.completion)) {
    demand(filled === 0, "ranking");
    return 0;
  }
  demand(Number.isInteger(filled) && filled >= 0 && filled <= winners.length, "ranking");
  const paid = winners.slice(0, winners.length - filled);
  const rest = new Set([...inside].filter((at) => !paid.includes(at)));
  demand(alike(walk(election, rule, rank, rest, paid), winners.slice(paid.length)), "ranking");
  demand(bought.slice(paid.length).every(({ price, payment }) => price === null && payment === null), "ranking");
  return filled;
}

// Both outcomes are followed, and both numbers of voters counted here: believed as they are claimed, they
// would let anybody put the winners by votes in the place of those that the voters preferred.
function whoDecided(count, result, winners) {
  const { election, rule, rank, inside } = count;
  const byVotes = result.decided_by === "greedy" && compares(rule);
  if (!byVotes) demand(result.outvoted === undefined, "comparison");
  if (!compares(rule) || result.decided_by === "everything") {
    demand(result.preference === null, "comparison");
    return [];
  }
  if (byVotes && result.outvoted === undefined) {
    demand(result.version === "1", "comparison"); // files of then kept nothing of it
    return [{ step: "outvoted", words: {} }];
  }
  const told = byVotes ? transcript(election, result.outvoted) : { winners };
  const left = byVotes ? filledShares(count, told) : [];
  if (byVotes) costs(election, told);
  const found = preferences(election, new Set(told.winners), new Set(walk(election, rule, rank, inside, [])));
  demand(result.preference !== null && alike(found, result.preference), "comparison");
  demand(byVotes === found[1] > found[0], "comparison");
  return left;
}

function preferences(election, one, two) {
  const found = [0, 0];
  for (const { weight, choices } of election.groups) {
    const difference = choices.reduce((sum, at) => sum + one.has(at) - two.has(at), 0);
    if (difference) found[difference > 0 ? 0 : 1] += weight;
  }
  return found;
}

// ---------------------------------------------------------------- sequential Phragmén

function phragmen(election, rule, rank, bought, inside, tell) {
  const state = { election, backers: backersOf(election, rule, inside), loads: election.groups.map(() => ZERO) };
  const known = new Map([...state.backers.keys()].map((at) => [at, ZERO]));
  const funded = [];
  let left = election.budget;
  bought.forEach(({ project, price }, at) => {
    const round = at + 1;
    demand(state.backers.has(project), "twice", { round });
    demand(price && same(momentOf(state, project), price), "price", { round });
    demand(election.projects[project].cost <= left && !isBarred(election, rule, project, funded), "cost");
    for (const other of ready(state, known, price)) {
      if (other === project || isBarred(election, rule, other, funded)) continue;
      const words = { round, project: election.projects[other].id };
      if (election.projects[other].cost > left) {
        demand(rule.fit !== "stop", "cheaper", words);
        continue;
      }
      demand(same(known.get(other), price), "cheaper", words);
      demand(before(rank[project], rank[other]) < 0, "tie", words);
    }
    for (const [group] of state.backers.get(project)) state.loads[group] = price;
    state.backers.delete(project);
    left -= election.projects[project].cost;
    funded.push(project);
    tell(round, bought.length);
  });
  nothingLeft(state, rule, funded, left);
}

function nothingLeft(state, rule, funded, left) {
  const { election, backers } = state;
  const rest = [...backers.keys()].filter((at) => !isBarred(election, rule, at, funded));
  const dear = rest.filter((at) => election.projects[at].cost > left);
  if (rule.fit !== "stop" || !dear.length) {
    for (const at of rest) demand(dear.includes(at), "affordable", { project: election.projects[at].id });
    return;
  }
  const first = (indexes) => indexes.map((at) => momentOf(state, at)).reduce((a, b) => (compare(a, b) <= 0 ? a : b));
  demand(same(first(dear), first(rest)), "affordable", { project: election.projects[rest[0]].id });
}

function ready(state, known, moment) {
  const found = [];
  for (const index of state.backers.keys()) {
    if (compare(known.get(index), moment) > 0) continue;
    known.set(index, momentOf(state, index));
    if (compare(known.get(index), moment) <= 0) found.push(index);
  }
  return found;
}

function momentOf({ election, backers, loads }, index) {
  const byLoad = new Map();
  let many = 0;
  for (const [group, weight] of backers.get(index)) {
    byLoad.set(loads[group], (byLoad.get(loads[group]) ?? 0) + weight);
    many += weight;
  }
  let loaded = [election.projects[index].cost, 1n];
  for (const [load, weight] of byLoad) loaded = plus(loaded, times(load, BigInt(weight)));
  return fraction(loaded[0], loaded[1] * BigInt(many));
}
