import { QUANTILE_ERROR } from '../stats/latency-histogram.ts';
import { wilsonInterval } from '../stats/wilson.ts';
import type { Outcome } from '../stream/outcome.ts';
import type { JudgedWorkload } from './judged-workload.ts';
import type { Ruling } from './judgement.ts';
import type { MeasuredPhase } from './measured-phase.ts';
import { CONFIDENCE, type MeasuredWindow } from './window.ts';
import { percent, requestsInWords, rounded } from './words.ts';

/** Fewer answered than this share of what was sent: the service does not keep up. */
const KEEPS_UP = 0.99;

/** V3: the service came to rest, so that there is something to be judged. */
export function steadinessRuling({ steady, keptUp, requestsPerSecond }: MeasuredWindow): Ruling {
  const evidence = keptUp === null ? {} : { keptUp };
  const ruling = (verdict: Ruling['verdict'], reason: string): Ruling => ({
    rule: 'V3',
    verdict,
    reason,
    evidence,
  });
  switch (steady.kind) {
    case 'steady':
      return ruling(
        'HOLDS',
        `The service was at rest for ${steady.toSeconds - steady.fromSeconds} s.`,
      );
    case 'short':
      return { ...ruling('INCONCLUSIVE', steady.reason), rule: 'scope' };
    case 'unsteady':
      return keptUp !== null && keptUp < KEEPS_UP
        ? ruling(
            'UNDERSIZED',
            `Of ${rounded(requestsPerSecond)} requests a second, ${rounded(requestsPerSecond * keptUp)} were answered. ${steady.reason}`,
          )
        : ruling('INCONCLUSIVE', steady.reason);
  }
}

/** L1: the interval of the 95th percentile lies within the objective, or beyond it, or around it. */
export function latencyRuling(
  { p95Ms, requestsPerSecond }: MeasuredWindow,
  { objective }: JudgedWorkload,
): Ruling {
  const rate = `At ${rounded(requestsPerSecond)} requests a second`;
  if (p95Ms.kind === 'inconclusive') {
    return {
      rule: 'L1',
      verdict: 'INCONCLUSIVE',
      reason: `${rate} the 95th percentile has no interval. ${p95Ms.reason}`,
      evidence: {},
    };
  }
  const { value, interval } = p95Ms;
  const limit = objective.p95Ms;
  const found = `${rate} the 95th percentile is ${rounded(value)} ms (${rounded(interval.low)} to ${rounded(interval.high)})`;
  const evidence = { p95Ms: value, lowerMs: interval.low, upperMs: interval.high, limitMs: limit };
  const ruling = (verdict: Ruling['verdict'], how: string): Ruling => ({
    rule: 'L1',
    verdict,
    reason: `${found}${how}`,
    evidence,
  });
  if (interval.high <= limit) return ruling('HOLDS', `, within ${limit} ms.`);
  // A quantile of a histogram may lie above the exact one by its error.
  return interval.low > limit * (1 + QUANTILE_ERROR)
    ? ruling('UNDERSIZED', `, beyond ${limit} ms.`)
    : ruling('INCONCLUSIVE', `, and ${limit} ms lie in between: a longer run would decide it.`);
}

/** L2: the share of requests that failed, were given up among them, keeps within its limit. */
export function failureRuling(
  phases: readonly MeasuredPhase[],
  { objective }: JudgedWorkload,
): Ruling {
  const told = phases.reduce((sum, phase) => sum + phase.told, 0);
  const failed = phases.reduce((sum, phase) => sum + phase.failed, 0);
  const limit = objective.errorRatio;
  const answer = wilsonInterval({ successes: failed, trials: told, confidence: CONFIDENCE });
  if (answer.kind === 'inconclusive') {
    return { rule: 'L2', verdict: 'INCONCLUSIVE', reason: answer.reason, evidence: {} };
  }
  const { low, high } = answer.interval;
  const found = `${failed} of ${requestsInWords(told)} failed (${percent(low)} to ${percent(high)})`;
  const evidence = { failed, told, lowerRatio: low, upperRatio: high, limitRatio: limit };
  const ruling = (verdict: Ruling['verdict'], how: string): Ruling => ({
    rule: 'L2',
    verdict,
    reason: `${found}${how}`,
    evidence,
  });
  if (high <= limit) return ruling('HOLDS', `, within ${percent(limit)}.`);
  return low > limit
    ? ruling('UNDERSIZED', `, more than ${percent(limit)}: ${failuresInWords(phases)}.`)
    : ruling(
        'INCONCLUSIVE',
        `, and ${percent(limit)} lie in between: more requests would decide it.`,
      );
}

const FAILURES: Readonly<Record<Outcome, string>> = {
  ok: 'answered well',
  redirect: 'redirected',
  'client-error': 'answered with 4xx',
  'server-error': 'answered with 5xx',
  timeout: 'given up after the timeout',
  'no-answer': 'without an answer',
};

/** Such as `3 answered with 5xx, 1 without an answer`: a wrong path or a closed port is no size that is too small. */
function failuresInWords(phases: readonly MeasuredPhase[]): string {
  const counts = new Map<Outcome, number>();
  for (const [outcome, count] of phases.flatMap(({ failures }) => [...failures])) {
    counts.set(outcome, (counts.get(outcome) ?? 0) + count);
  }
  return [...counts].map(([outcome, count]) => `${count} ${FAILURES[outcome]}`).join(', ');
}
