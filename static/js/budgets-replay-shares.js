// Following Equal Shares: the kept run, the run that did not fit, and the runs before them that nobody wrote down.
import { ZERO, compare, exact, fraction, lcm, plus, same, times } from "./budgets-exact.js";
import { before, demand, isBarred, isLimited, total } from "./budgets-rule.js";

// Looks at a wallet that are spent on making the runs of Add1 anew: some three seconds of a desktop, beside the
// page. Counted, not timed, so that whoever checks twice, or on a slower machine, reads the same.
const WORK = 10_000_000;

// Answers what was not followed, as budgets-replay.js does.
export function shares(count, { bought, overshoot, endowment, larger, steps }) {
  const { election, rule, tell } = count;
  const raises = ["add1", "add1u"].includes(rule.completion);
  const all = bought.length + (overshoot?.length ?? 0);
  const last = steps - (overshoot ? 1 : 0);
  startsFrom(election, rule, exact(endowment), last);
  const cost = run(count, exact(endowment), bought, (done) => tell(done, all));
  if (overshoot) {
    demand(raises, "steps");
    startsFrom(election, rule, exact(larger), steps);
    const dear = run(count, exact(larger), overshoot, (done) => tell(bought.length + done, all));
    demand(dear > election.budget, "steps");
  } else if (raises) {
    demand(isFinished(count, bought.map((purchase) => purchase.project), cost), "steps");
  } else demand(steps === 1, "steps");
  demand(overshoot || larger === null, "steps");
  return raises ? skippedRuns(count, last, steps) : [];
}

// Has a run that would have ended the count been passed over? Another end funds other projects.
function skippedRuns(count, last, steps) {
  const { election, rule, tell } = count;
  const work = { left: WORK };
  for (let step = 1; step < last; step += 1) {
    tell(step, last);
    const funded = play(count, plus(firstWallet(election, rule), [BigInt(step - 1) * increment(election, rule), 1n]), work);
    if (!funded) return [{ step: "runs", words: { runs: steps.toLocaleString(), done: (step - 1).toLocaleString() } }];
    const cost = total(election, funded);
    demand((step === 1 || cost <= election.budget) && !isFinished(count, funded, cost), "runs", { run: step });
  }
  return [];
}

// Is nothing left that a larger wallet could buy, or does the rule stop because nothing more fits?
function isFinished(count, funded, cost) {
  const { election, rule } = count;
  const rest = [...backers(count).keys()].filter((at) => !funded.includes(at) && !isBarred(election, rule, at, funded));
  const fits = rest.filter((at) => cost + election.projects[at].cost <= election.budget);
  return (rule.exhaustive_stop ? fits : rest).length === 0;
}

// The same for every run, so made once: with a hundred thousand voters it is the longest list there is.
function backers(count) {
  count.backers ??= backersOf(count.election, count.rule, count.inside);
  return count.backers;
}

function firstWallet({ budget, voters }, rule) {
  const many = BigInt(Math.max(voters, 1));
  return rule.start === "floor" ? [budget / many, 1n] : fraction(budget, many);
}

function increment({ budget, voters }, rule) {
  const part = (budget * BigInt(rule.increment_permille ?? 0)) / (1000n * BigInt(Math.max(voters, 1)));
  const least = BigInt(rule.increment ?? 1);
  return part > least ? part : least;
}

function startsFrom(election, rule, endowment, step) {
  const more = [BigInt(step - 1) * increment(election, rule), 1n];
  demand(step >= 1 && same(endowment, plus(firstWallet(election, rule), more)), "wallet");
}

// One wallet per group. `unit`: a common denominator of all amounts, which makes every wallet a whole number.
function purse(count, endowment, unit) {
  const { election, rule } = count;
  const scales = election.projects.map((project) => scaleOf(rule, project));
  const wallets = new Array(election.groups.length).fill((endowment[0] * unit) / endowment[1]);
  return { election, scales, unit, wallets, backers: new Map(backers(count)) };
}

// What a funded project is worth to who chose it: its cost, or one (for each of her points).
function scaleOf(rule, project) {
  return ["points", "cardinality"].includes(rule.utility) ? 1n : project.cost || 1n;
}

// One run, purchase by purchase; returns what was bought costs together. All prices are known, and so is the unit.
function run(count, endowment, bought, tell) {
  const { election, rule, rank } = count;
  demand(bought.every(({ project, price }) => price && project !== undefined), "price", { round: 1 });
  const payments = bought.map(({ project, price }) => times(price, scaleOf(rule, election.projects[project])));
  const state = purse(count, endowment, payments.reduce((found, payment) => lcm(found, payment[1]), endowment[1]));
  const known = new Map([...state.backers.keys()].map((at) => [at, ZERO]));
  const funded = [];
  dropBarred(state, rule, funded);
  bought.forEach(({ project, price, payment }, at) => {
    const round = at + 1;
    demand(state.backers.has(project), "twice", { round });
    const real = priceOf(state, project);
    demand(real && same(real, price) && payment && same(payment, payments[at]), "price", { round });
    nobodyCheaper(state, known, rank, project, price, round);
    pay(state, project, payments[at]);
    funded.push(project);
    dropBarred(state, rule, funded);
    tell(round);
  });
  for (const other of state.backers.keys()) demand(priceOf(state, other) === null, "affordable", { project: election.projects[other].id });
  return total(election, funded);
}

// A run made anew: what it funds, in order; null when `work` is used up. Prices never fall while wallets
// shrink, so the last price of a project is a lower bound, and few must be worked out again in a round.
function play(count, endowment, work) {
  const { rule } = count;
  const state = purse(count, endowment, endowment[1]);
  work.left -= state.wallets.length;
  const known = new Map([...state.backers.keys()].map((at) => [at, { price: ZERO, rough: 0 }]));
  const funded = [];
  for (;;) {
    dropBarred(state, rule, funded);
    const found = cheapest(state, known, count.rank, work);
    if (work.left < 0) return null;
    if (!found) return funded;
    const payment = times(found.price, state.scales[found.at]);
    widen(state, payment[1], work);
    pay(state, found.at, payment);
    funded.push(found.at);
  }
}

// The project with the smallest price, ties by the chain; null when nothing can be bought any more. The rough
// prices only say where to look first.
function cheapest(state, known, rank, work) {
  let best = null;
  for (const at of [...state.backers.keys()].sort((a, b) => known.get(a).rough - known.get(b).rough)) {
    if (best && compare(known.get(at).price, best.price) > 0) continue;
    work.left -= 2 * state.backers.get(at).length;
    const price = work.left < 0 ? null : priceOf(state, at);
    if (!price) {
      state.backers.delete(at);
      continue;
    }
    known.set(at, { price, rough: Number((price[0] * 10n ** 15n) / price[1]) });
    const order = best ? compare(price, best.price) || before(rank[at], rank[best.at]) : -1;
    if (order < 0) best = { at, price };
  }
  return best;
}

// The same amounts in a smaller unit, in which a payment is whole as well.
function widen(state, denominator, work) {
  const unit = lcm(state.unit, denominator);
  const more = unit / state.unit;
  if (more === 1n) return;
  work.left -= state.wallets.length;
  state.wallets = state.wallets.map((wallet) => wallet * more);
  state.unit = unit;
}

function dropBarred({ election, backers }, rule, funded) {
  if (isLimited(rule)) for (const other of [...backers.keys()]) if (isBarred(election, rule, other, funded)) backers.delete(other);
}

// In the order of the projects, not of the shuffled ballots: whoever checks twice reads the same sentence twice.
export function backersOf(election, rule, inside) {
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
  backers.delete(index);
}
