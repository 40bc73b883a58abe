import { latencyQuantile, merged } from '../../stats/latency-histogram.ts';
import { rounded } from '../words.ts';
import type { LoadedService } from './loaded-service.ts';
import { minutesWithin } from './metric-minutes.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import type { SharedLevel } from './shared-level.ts';
import { spanOf } from './span.ts';

/** Fewer answered than this share of what was sent is a plateau: what is sent more is answered later, or never. */
const KEEPS_UP = 0.99;
/** Answers that grow by less than this share of what the load grew by do not grow with it. */
const GROWS_WITH = 0.5;
/** A 95th percentile that is this many times the one before it rises. */
const RISES = 1.5;

/**
 * C3: a policy on CPU sees the load. It does not where answers no longer grow and latencies rise while the CPU is still below what the
 * policy waits for: something else is at its end, and the service never scales out.
 */
export function blindPolicyRuling({
  name,
  cpuTargetPercent,
  levels,
  record: { cpuMaximum },
}: Pick<LoadedService, 'name' | 'cpuTargetPercent' | 'levels' | 'record'>): ResourceRuling {
  const staircase = levels
    .filter(({ scenario }) => scenario === 'ramp')
    .toSorted((one, other) => one.requestsPerSecond - other.requestsPerSecond);
  const span = spanOf(staircase.map(({ whole }) => whole));
  const ruling = rulingBy('C3', span);
  if (cpuTargetPercent === null) {
    return ruling('NOT-APPLICABLE', `${name} has no policy on its CPU.`);
  }
  if (staircase.length < 2) {
    return ruling('NOT-ASKED', 'No staircase of two levels was sent, which would show a plateau.');
  }
  let holds = ruling(
    'HOLDS',
    `What ${name} answers grew with the load over ${staircase.length} levels.`,
  );
  for (const [index, plateau] of staircase.entries()) {
    const before = staircase[index - 1];
    if (before === undefined || !isPlateau(before, plateau)) continue;
    const cpu = minutesWithin(cpuMaximum, `the greatest CPU of ${name}`, plateau.whole);
    if (cpu.kind === 'unseen') return ruling('INCONCLUSIVE', cpu.reason);
    const cpuPercent = Math.max(...cpu.values.map(({ value }) => value));
    const [beforeMs, plateauMs] = [p95Of(before), p95Of(plateau)];
    const rises = plateauMs === null || (beforeMs !== null && plateauMs > RISES * beforeMs);
    const evidence = { cpuPercent, cpuTargetPercent, answeredPerSecond: plateau.answeredPerSecond };
    const answers = `From ${rounded(before.requestsPerSecond)} to ${rounded(plateau.requestsPerSecond)} requests a second the answers of ${name} grew from ${rounded(before.answeredPerSecond)} to ${rounded(plateau.answeredPerSecond)} a second`;
    if (rises && cpuPercent < cpuTargetPercent) {
      const blind = `${answers} and latencies rose, while the busiest task used no more than ${rounded(cpuPercent)} % of its CPU: the policy, which waits for ${rounded(cpuTargetPercent)} %, is blind to what is at its end, such as an event loop, a pool or a database.`;
      return plateau.isBeyondPeak
        ? ruling('FINDING', `${blind} That is beyond the declared peak.`, evidence)
        : ruling('UNDERSIZED', blind, evidence);
    }
    holds = ruling(
      'HOLDS',
      `${answers}, and the busiest task used up to ${rounded(cpuPercent)} % of its CPU, where the policy holds ${rounded(cpuTargetPercent)} %.`,
      evidence,
    );
  }
  return staircase.some(({ isAtPeak }) => isAtPeak)
    ? holds
    : {
        ...holds,
        verdict: 'INCONCLUSIVE',
        reason: `${holds.reason} No level of the peak was sent, at which it may be otherwise.`,
      };
}

function isPlateau(before: SharedLevel, level: SharedLevel): boolean {
  const grew = level.answeredPerSecond - before.answeredPerSecond;
  return (
    level.answeredPerSecond < KEEPS_UP * level.requestsPerSecond &&
    grew < GROWS_WITH * (level.requestsPerSecond - before.requestsPerSecond)
  );
}

/** Of all that was answered in a level, steady or not; null when most of it failed, which is slower than any. */
function p95Of({ parts }: SharedLevel): number | null {
  const all = merged(
    parts.flatMap(({ level }) => [...level.measured.toldBySecond.values()].map((told) => told.all)),
  );
  const answer = latencyQuantile(all, 0.95);
  return answer.kind === 'estimate' ? answer.ms : null;
}
