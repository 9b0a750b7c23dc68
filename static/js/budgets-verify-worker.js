// Beside the page, so that it stays usable: downloads the published files and checks every claim of the result.
// Each claim is told as {step, holds: true, false or null (could not be checked here), words}.
import { fingerprint, read, withPanels } from "./budgets-election.js";
import { replay } from "./budgets-replay.js";
import { Mismatch, asCounted, canonical, counted, panelsHold, ranks, record, sha256, unknownPart } from "./budgets-rule.js";

self.addEventListener("message", ({ data }) => verify(data).catch((error) => stop("broken", { reason: error.message })));

function tell(step, holds, words = {}) {
  self.postMessage({ step, holds, words });
}

function stop(step, words) {
  tell(step, false, words);
  self.postMessage({ end: true });
}

async function verify(files) {
  const [resultBytes, pb, rule] = await Promise.all([bytes(files.result), text(files.ballots), text(files.rule).then(JSON.parse)]);
  const result = JSON.parse(new TextDecoder().decode(resultBytes));
  tell("file", (await sha256(resultBytes)) === files.sha256);
  if (!files.elsewhere) tell("signature", await signed(resultBytes, files));
  await sameRule(files, rule, result);
  const panels = files.panels ? JSON.parse(await text(files.panels)) : null;
  const election = panels ? withPanels(read(pb), panels) : read(pb);
  sameBallots(election, result, await sha256(fingerprint(election)));
  if (rule.method === "panels") samePanels(election, rule, result, panels);
  await follow(election, rule, result);
  self.postMessage({ end: true });
}

async function sameRule(files, rule, result) {
  const hash = await sha256(record(rule));
  tell("rule", hash === files.ruleSha256 && hash === result.rule_sha256 && record(result.rule) === record(rule));
  if (rule.commitment) tell("seed", Boolean(rule.seed) && rule.seed === result.rule.seed && (await sha256(rule.seed)) === rule.commitment);
}

function sameBallots(election, result, hash) {
  tell("ballots", hash === result.input_sha256, { voters: election.voters.toLocaleString() });
  const votes = counted(election);
  const claimed = new Map(result.projects.map((row) => [row.project, row]));
  const winners = new Set(result.winners.map((row) => row.project));
  const agrees = ({ id, cost }, at) => {
    const row = claimed.get(id);
    return row && row.votes === votes[at] && BigInt(row.cost) === cost && row.funded === winners.has(id);
  };
  tell("votes", claimed.size === election.projects.length && election.projects.every(agrees) && BigInt(result.budget) === election.budget);
}

// The scores beside the ballots are those of the signed result, and so is what was made of them.
function samePanels(election, rule, result, panels) {
  const given = panels !== null && canonical(panels) === canonical(result.panels ?? {});
  tell("panels", given && panelsHold(asCounted(election, rule), rule, result));
}

async function follow(election, rule, result) {
  const part = unknownPart(rule);
  if (part) return tell("replay", null, { part });
  try {
    const counting = asCounted(election, rule);
    const left = replay(counting, rule, await ranks(counting, rule), result, (done, all) => self.postMessage({ done, all }));
    tell("replay", true, { winners: result.winners.length });
    for (const { step, words } of left) tell(step, null, words);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    tell(`replay_${error.code}`, false, error.words);
  }
}

// Large files go out a few at a time (portal/frontend/downloads.py): who is told to come back comes back.
async function bytes(address, times = 8) {
  const answer = await fetch(address, { cache: "no-store" });
  if (answer.status === 503 && times > 0) {
    await new Promise((resolve) => setTimeout(resolve, 4000));
    return bytes(address, times - 1);
  }
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function text(address) {
  return new TextDecoder().decode(await bytes(address));
}

// Null where there is no signature or the browser knows no Ed25519: then it was not checked, neither well nor badly.
async function signed(data, { signature, publicKey }) {
  if (!signature) return null;
  let key;
  try {
    key = await crypto.subtle.importKey("raw", fromHex(publicKey), { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return null;
  }
  return crypto.subtle.verify("Ed25519", key, fromHex(signature), data);
}

function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
