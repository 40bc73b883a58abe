import type { QueueDepth, ReportedMetric } from '../../../core/load/deployment-record.ts';
import { theilSen } from '../../stats/theil-sen.ts';
import { nearlyGreatest } from '../deployment/demanded-minutes.ts';
import { minutesWithin } from '../deployment/metric-minutes.ts';
import type { ResourceRuling } from '../deployment/resource-ruling.ts';
import { rulingBy } from '../deployment/rulings.ts';
import type { Span } from '../deployment/span.ts';
import { rounded } from '../words.ts';
import { inconclusive, type Answer } from './answer.ts';
import { lettersWithin } from './dead-letters.ts';
import type { LoadedQueue } from './loaded-queue.ts';
import { cameAnswer, passedOnAnswers } from './passed-on.ts';
import { depthAt, depthGap, depthsWithin, heldBy } from './queue-depths.ts';
import { rateOf, type SentTime } from './sent-flow.ts';

/** Stricter than other intervals: what is held resembles what was held a look before, which makes an interval too short. */
const CONFIDENCE = 0.99;
/** A growth of at most this share of the rate is none. */
const GROWTH = 0.01;
/** CloudWatch must have counted this share of what was sent, in whole minutes: their edges are not those of the load. */
const COUNTED = 0.95;

/**
 * M1: at the declared rate a queue does not grow, no message grows older than it may, none becomes a dead letter, and all that was sent
 * came to the queue and in the end is handled.
 */
export function queueLagRuling(loaded: LoadedQueue, time: SentTime): ResourceRuling {
  const { whole, steady } = time;
  const { queue, depths } = loaded.record;
  // What a burst left behind may grow too old when nothing comes any more.
  const demanded = { fromMs: steady.fromMs, toMs: whole.toMs };
  const answers: readonly Answer[] = [
    growth(loaded, steady, 'waits in', ({ visible }) => visible),
    growth(loaded, steady, 'is held by', heldBy),
    age(loaded, demanded),
    deadLetters(loaded, whole),
    counted(loaded, steady, 'sent', 'sent to'),
    counted(loaded, steady, 'deleted', 'deleted from'),
    cameAnswer(loaded, time),
    ...passedOnAnswers(loaded, time),
    handled(queue, depths, whole),
  ];
  const ruling = rulingBy('M1', whole);
  const evidence = answers.reduce((all, one) => ({ ...all, ...one.evidence }), {});
  const worst =
    answers.find(({ verdict }) => verdict === 'UNDERSIZED') ??
    answers.find(({ verdict }) => verdict === 'INCONCLUSIVE');
  return worst === undefined
    ? ruling('HOLDS', answers.map(({ reason }) => reason).join(' '), evidence)
    : ruling(worst.verdict, worst.reason, evidence);
}

/** By how much what waits in a queue grows each second, and how sure that is. */
export function trendWithin(
  depths: readonly QueueDepth[],
  span: Span,
  countOf: (depth: QueueDepth) => number,
) {
  const points = depthsWithin(depths, span).map((depth) => ({
    x: (Date.parse(depth.at) - span.fromMs) / 1000,
    y: countOf(depth),
  }));
  return theilSen(points, CONFIDENCE);
}

function growth(
  { flow, record: { queue, depths } }: LoadedQueue,
  steady: Span,
  waits: 'waits in' | 'is held by',
  countOf: (depth: QueueDepth) => number,
): Answer {
  const gap = depthGap(queue, depths, steady);
  if (gap !== null) return inconclusive(gap);
  const trend = trendWithin(depths, steady, countOf);
  if (trend.kind === 'inconclusive') {
    return inconclusive(`Whether ${queue} grows is not known. ${trend.reason}`);
  }
  const rate = rateOf(flow);
  const { low, high } = trend.interval;
  const evidence =
    waits === 'waits in'
      ? { waitingPerSecond: trend.slope, lowerPerSecond: low, upperPerSecond: high }
      : { heldPerSecond: trend.slope };
  const found = `At ${rounded(rate)} messages a second what ${waits} ${queue} changed by ${rounded(trend.slope)} a second (${rounded(low)} to ${rounded(high)})`;
  if (low > 0) {
    return { verdict: 'UNDERSIZED', reason: `${found}: it grows without end.`, evidence };
  }
  return high > GROWTH * rate
    ? {
        verdict: 'INCONCLUSIVE',
        reason: `${found}: whether it grows is not decided, and a longer time would.`,
        evidence,
      }
    : { verdict: 'HOLDS', reason: `${found}, and does not grow.`, evidence };
}

function age({ record: { queue, oldestAge }, maxAgeSeconds }: LoadedQueue, span: Span): Answer {
  const minutes = minutesWithin(
    oldestAge,
    `the age of the oldest message in ${queue} (ApproximateAgeOfOldestMessage)`,
    span,
  );
  if (minutes.kind === 'unseen') {
    // What was seen of it speaks against it all the same.
    const greatest = Math.max(0, ...pointsWithin(oldestAge, span).map(({ value }) => value));
    return greatest > maxAgeSeconds
      ? tooOld(queue, greatest, maxAgeSeconds)
      : inconclusive(minutes.reason);
  }
  // The minute in which the load was over is no whole one: what it tells speaks against it as well.
  const lastMs = minutes.values.at(-1)?.atMs ?? span.fromMs;
  const last = pointsWithin(oldestAge, { fromMs: lastMs + 1, toMs: span.toMs });
  const ageSeconds = Math.max(nearlyGreatest(minutes.values), ...last.map(({ value }) => value));
  return ageSeconds > maxAgeSeconds
    ? tooOld(queue, ageSeconds, maxAgeSeconds)
    : {
        verdict: 'HOLDS',
        reason: `No message in ${queue} was seen to be older than ${rounded(ageSeconds)} s, of ${maxAgeSeconds} s.`,
        evidence: { ageSeconds, maxAgeSeconds },
      };
}

function tooOld(queue: string, ageSeconds: number, maxAgeSeconds: number): Answer {
  return {
    verdict: 'UNDERSIZED',
    reason: `The oldest message in ${queue} was ${rounded(ageSeconds)} s old, more than ${maxAgeSeconds} s.`,
    evidence: { ageSeconds, maxAgeSeconds },
  };
}

function deadLetters(
  { record: { queue, deadLetter }, deadLetterQueue }: LoadedQueue,
  whole: Span,
): Answer {
  if (deadLetterQueue === null) {
    return { verdict: 'HOLDS', reason: `${queue} is declared without a queue of dead letters.` };
  }
  if (deadLetter?.queue !== deadLetterQueue) {
    return inconclusive(`The dead letters of ${queue}, in ${deadLetterQueue}, were not looked at.`);
  }
  const letters = lettersWithin(deadLetter, whole);
  switch (letters.kind) {
    case 'grown':
      return {
        verdict: 'UNDERSIZED',
        reason: `While messages were sent, ${deadLetterQueue} grew by ${letters.by}: messages of ${queue} were not handled however often they were taken.`,
        evidence: { deadLetters: letters.by },
      };
    case 'unseen':
      return inconclusive(letters.reason);
    case 'none':
      return {
        verdict: 'HOLDS',
        reason: `No message became a dead letter in ${deadLetterQueue}.`,
        evidence: { deadLetters: 0 },
      };
  }
}

/** CloudWatch counted what was sent and what was handled: a series of another time or queue does not. */
function counted(
  { flow, record }: LoadedQueue,
  steady: Span,
  what: 'sent' | 'deleted',
  did: string,
): Answer {
  const name = what === 'sent' ? 'NumberOfMessagesSent' : 'NumberOfMessagesDeleted';
  const metric = record[what];
  const about = `the number of messages that were ${did} ${record.queue} (${name})`;
  const minutes = minutesWithin(metric, about, steady);
  if (minutes.kind === 'unseen') return inconclusive(minutes.reason);
  const seconds = metric.state === 'reported' ? metric.periodSeconds * minutes.values.length : 0;
  const expected = rateOf(flow) * seconds;
  const messages = minutes.values.reduce((sum, { value }) => sum + value, 0);
  const evidence = what === 'sent' ? { counted: messages } : { deleted: messages };
  return messages < COUNTED * expected
    ? {
        verdict: 'INCONCLUSIVE',
        reason: `In ${rounded(seconds / 60)} minutes CloudWatch counted ${rounded(messages)} messages that were ${did} ${record.queue}, and ${rounded(expected)} were sent.`,
        evidence,
      }
    : {
        verdict: 'HOLDS',
        reason: `CloudWatch counted ${rounded(messages)} messages that were ${did} it in ${rounded(seconds / 60)} minutes.`,
        evidence,
      };
}

/** What a queue still holds may yet become too old, or a dead letter. */
function handled(queue: string, depths: readonly QueueDepth[], whole: Span): Answer {
  const before = depthAt(depths, whole.fromMs);
  const after = depthAt(depths, whole.toMs);
  if (before === null || after === null) {
    return inconclusive(
      `How many messages ${queue} held ${before === null ? 'before they were sent' : 'in the end'} was not seen.`,
    );
  }
  const left = heldBy(after) - heldBy(before);
  return left > 0
    ? {
        verdict: 'INCONCLUSIVE',
        reason: `In the end ${queue} held ${left} more messages than before: whether they are handled is not known, and more quiet time at the end would show it.`,
        evidence: { left },
      }
    : { verdict: 'HOLDS', reason: 'In the end all of them were handled.', evidence: { left: 0 } };
}

function pointsWithin(metric: ReportedMetric, { fromMs, toMs }: Span) {
  return metric.state === 'unseen'
    ? []
    : metric.points.filter(({ at }) => Date.parse(at) >= fromMs && Date.parse(at) < toMs);
}
