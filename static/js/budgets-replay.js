// Following a count from its published transcript. No search among outcomes: every claim is only checked.
// `election` must be as counted (budgets-rule.js: asCounted); `tell(done, all)` is called as it goes on.
import { compare, exact, fraction, lcm, plus, same, times, ZERO } from "./budgets-exact.js";
import { before, candidates, demand, isBarred, isLimited, total, walk } from "./budgets-rule.js";

export function replay(election, rule, rank, result, tell) {
  const inside = candidates(election, rule);
  const index = new Map(election.projects.map((project, at) => [project.id, at]));
  const purchases = (rows) => rows.map((row) => ({ project: index.get(row.project), price: row.price === null ? null : exact(row.price) }));
  const bought = purchases(result.winners);
  const winners = bought.map((purchase) => purchase.project);
  demand(new Set(winners).size === winners.length && !winners.includes(undefined), "winners");
  const everything = rule.everything_if_affordable !== false && !isLimited(rule) && total(election, inside) <= election.budget;
  if (everything) {
    demand(winners.length === inside.size && winners.every((at) => inside.has(at)), "everything");
  } else if (result.decided_by === "equal_shares") {
    demand(rule.method === "equal_shares", "method");
    const filled = filling(election, rule, rank, result, winners, inside);
    const overshoot = result.overshoot === null ? null : purchases(result.overshoot);
    sharesWithSteps(election, rule, rank, result, bought.slice(0, winners.length - filled), overshoot, inside, tell);
  } else if (result.decided_by === "phragmen") {
    demand(rule.method === "phragmen", "method");
    phragmen(election, rule, rank, bought, inside, tell);
  } else {
    demand(alike(walk(election, rule, rank, inside, []), winners), "ranking");
  }
  whoDecided(election, rule, rank, result, winners, inside, everything);
  const spent = total(election, winners);
  demand(spent === BigInt(result.cost) && spent <= election.budget, "cost");
}

const alike = (a, b) => a.length === b.length && a.every((one, at) => one === b[at]);

function filling(election, rule, rank, result, winners, inside) {
  if (!["add1u", "greedy"].includes(rule.completion)) {
    demand(result.filled === 0, "ranking");
    return 0;
  }
  const bought = winners.slice(0, winners.length - result.filled);
  const rest = new Set([...inside].filter((at) => !bought.includes(at)));
  demand(alike(walk(election, rule, rank, rest, bought), winners.slice(bought.length)), "ranking");
  return result.filled;
}

function whoDecided(election, rule, rank, result, winners, inside, everything) {
  if (everything || rule.method !== "equal_shares" || (rule.comparison ?? "none") === "none") {
    demand(result.decided_by === (everything ? "everything" : rule.method), "method");
    return;
  }
  const [shares, votes] = result.preference ?? [0, 0];
  demand(result.decided_by === "greedy" ? votes > shares : votes <= shares, "comparison");
  if (result.decided_by !== "equal_shares") return;
  const found = preferences(election, new Set(winners), new Set(walk(election, rule, rank, inside, [])));
  demand(found[0] === shares && found[1] === votes, "comparison");
}

function preferences(election, one, two) {
  const found = [0, 0];
  for (const { weight, choices } of election.groups) {
    const difference = choices.reduce((sum, at) => sum + one.has(at) - two.has(at), 0);
    if (difference) found[difference > 0 ? 0 : 1] += weight;
  }
  return found;
}

// ---------------------------------------------------------------- equal shares

function sharesWithSteps(election, rule, rank, result, bought, overshoot, inside, tell) {
  const raises = ["add1", "add1u"].includes(rule.completion);
  const endowment = exact(result.endowment);
  const all = bought.length + (overshoot?.length ?? 0);
  startsFrom(election, rule, endowment, result.steps - (overshoot ? 1 : 0));
  const cost = run(election, rule, rank, endowment, bought, inside, (done) => tell(done, all));
  if (overshoot) {
    const larger = exact(result.overshoot_endowment);
    demand(raises, "steps");
    startsFrom(election, rule, larger, result.steps);
    const dear = run(election, rule, rank, larger, overshoot, inside, (done) => tell(bought.length + done, all));
    demand(dear > election.budget, "steps");
  } else if (raises) {
    const rest = stillWanted(election, rule, bought.map((purchase) => purchase.project), inside);
    const fits = rest.filter((at) => cost + election.projects[at].cost <= election.budget);
    demand((rule.exhaustive_stop ? fits : rest).length === 0, "steps");
  } else demand(result.steps === 1, "steps");
}

function stillWanted(election, rule, funded, inside) {
  const wanted = new Set(election.groups.flatMap((group) => group.choices.filter((_, at) => !group.points || group.points[at] > 0)));
  return [...inside].filter((at) => wanted.has(at) && !funded.includes(at) && !isBarred(election, rule, at, funded));
}

function startsFrom(election, rule, endowment, step) {
  const voters = BigInt(Math.max(election.voters, 1));
  const first = rule.start === "floor" ? [election.budget / voters, 1n] : fraction(election.budget, voters);
  const part = (election.budget * BigInt(rule.increment_permille ?? 0)) / (1000n * voters);
  const increment = BigInt(rule.increment ?? 1);
  const more = part > increment ? part : increment;
  demand(same(endowment, plus(first, [BigInt(step - 1) * more, 1n])), "wallet");
}

// One run, purchase by purchase, with one wallet per group; returns what was bought costs together.
// All prices are known, so one common denominator (`unit`) makes every wallet a whole number.
function run(election, rule, rank, endowment, bought, inside, tell) {
  demand(bought.every((purchase) => purchase.price), "price", { round: 1 });
  const scales = election.projects.map((project) => (rule.utility === "points" || rule.utility === "cardinality" ? 1n : project.cost || 1n));
  const payments = bought.map(({ project, price }) => times(price, scales[project]));
  const unit = payments.reduce((found, payment) => lcm(found, payment[1]), endowment[1]);
  const state = { election, scales, unit, backers: backersOf(election, rule, inside) };
  state.wallets = new Array(election.groups.length).fill((endowment[0] * unit) / endowment[1]);
  const known = new Map([...state.backers.keys()].map((at) => [at, ZERO]));
  const funded = [];
  bought.forEach(({ project, price }, at) => {
    const round = at + 1;
    demand(state.backers.has(project), "twice", { round });
    const real = priceOf(state, project);
    demand(real && same(real, price), "price", { round });
    nobodyCheaper(state, known, rank, project, price, round);
    pay(state, project, payments[at]);
    state.backers.delete(project);
    funded.push(project);
    if (isLimited(rule)) for (const other of [...state.backers.keys()]) if (isBarred(election, rule, other, funded)) state.backers.delete(other);
    tell(round);
  });
  for (const other of state.backers.keys()) demand(priceOf(state, other) === null, "affordable", { project: election.projects[other].id });
  return total(election, funded);
}

// In the order of the projects, not of the shuffled ballots: whoever checks twice reads the same sentence twice.
function backersOf(election, rule, inside) {
  const found = new Map([...inside].map((index) => [index, []]));
  election.groups.forEach(({ weight, choices, points }, group) => {
    choices.forEach((index, at) => found.get(index)?.push([group, weight, rule.utility === "points" && points ? points[at] : 1]));
  });
  return new Map([...found].filter(([, backers]) => backers.length));
}

// Prices never fall while wallets shrink: who was dearer than this price before is dearer now.
function nobodyCheaper(state, known, rank, winner, price, round) {
  for (const other of [...state.backers.keys()]) {
    if (other === winner || compare(known.get(other), price) > 0) continue;
    const theirs = priceOf(state, other);
    if (theirs === null) {
      state.backers.delete(other);
      continue;
    }
    known.set(other, theirs);
    const difference = compare(theirs, price);
    const words = { round, project: state.election.projects[other].id };
    demand(difference >= 0, "cheaper", words);
    demand(difference > 0 || before(rank[winner], rank[other]) < 0, "tie", words);
  }
}

// The smallest price per satisfaction at which the supporters raise the cost: whoever has too little pays
// all, the others share equally. Null when they cannot raise it together.
function priceOf({ election, backers, wallets, unit, scales }, index) {
  let cost = election.projects[index].cost * unit;
  let rich = backers.get(index);
  const together = rich.reduce((sum, [group, weight]) => sum + wallets[group] * BigInt(weight), 0n);
  if (together < cost) return null;
  for (;;) {
    const pull = BigInt(rich.reduce((sum, [, weight, worth]) => sum + weight * worth, 0));
    const enough = [];
    let poor = 0n;
    for (const backer of rich) {
      const [group, weight, worth] = backer;
      if (wallets[group] * pull < cost * BigInt(worth)) poor += wallets[group] * BigInt(weight);
      else enough.push(backer);
    }
    if (enough.length === rich.length) return fraction(cost, pull * unit * scales[index]);
    rich = enough;
    cost -= poor;
  }
}

function pay({ backers, wallets, unit }, index, payment) {
  const due = (payment[0] * unit) / payment[1];
  for (const [group, , worth] of backers.get(index)) {
    const left = wallets[group] - due * BigInt(worth);
    wallets[group] = left > 0n ? left : 0n;
  }
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
