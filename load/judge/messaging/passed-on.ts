import type { QueueRecord } from '../../../core/load/deployment-record.ts';
import type { PassingRule } from '../../plan/passing-rules.ts';
import { CLOCK_LIMIT_MS } from '../deployment/clock-rule.ts';
import { minutesAt, periodsTouching } from '../deployment/metric-minutes.ts';
import type { Span } from '../deployment/span.ts';
import { rounded } from '../words.ts';
import { inconclusive, type Answer } from './answer.ts';
import { lettersWithin } from './dead-letters.ts';
import type { LoadedQueue } from './loaded-queue.ts';
import type { SentTime } from './sent-flow.ts';

/** Of the smallest phase that is judged, so many messages may be missing: it is not known of which phase those are that did not come. */
const MISSING = 0.05;

/**
 * All that was sent came to the queue: of events on a bus, those of a burst as well as the others. CloudWatch's minutes need not be
 * those of the phases, so that what came is counted in all of them together.
 */
export function cameAnswer({ flow, record }: LoadedQueue, { whole, sending }: SentTime): Answer {
  const { queue, sent: metric } = record;
  const about = `the number of messages that were sent to ${queue} (NumberOfMessagesSent)`;
  if (metric.state === 'unseen') {
    return inconclusive(`The number of messages that came to ${queue} was not seen. ${metric.why}`);
  }
  const periodMs = 1000 * metric.periodSeconds;
  const minutes = minutesAt(metric, about, periodsTouching(periodMs, sending));
  if (minutes.kind === 'unseen') return inconclusive(minutes.reason);
  const { phases, unanswered } = flow.sent;
  const taken = phases.reduce((sum, { accepted }) => sum + accepted, 0);
  const judged = phases.filter((_, index) => isJudged(flow.planned.phases[index]?.name));
  const tolerance = MISSING * Math.min(...judged.map(({ accepted }) => accepted));
  // What came late is counted in the quiet time, and the first may be in the minute before by AWS's clock.
  const came = valueWithin(metric.points, periodMs, {
    fromMs: whole.fromMs - CLOCK_LIMIT_MS,
    toMs: whole.toMs,
  });
  const evidence = { came, taken };
  if (came < taken - tolerance) {
    return {
      ...inconclusive(
        `AWS took ${taken} messages in all phases together, and CloudWatch counted ${rounded(came)} that came to ${queue}: what became of the others is not known.`,
      ),
      evidence,
    };
  }
  const { bus } = flow.planned;
  return bus !== null && came > taken + unanswered + tolerance
    ? {
        ...inconclusive(
          `CloudWatch counted ${rounded(came)} messages that came to ${queue}, and ${taken} were put on ${bus.name}: others came as well, so that all of ours may not have.`,
        ),
        evidence,
      }
    : {
        verdict: 'HOLDS',
        reason: `Of ${taken} messages in all phases together, ${rounded(came)} came.`,
        evidence,
      };
}

/** What the rules did that pass events of a bus on to the queue; nothing where messages are sent to the queue itself. */
export function passedOnAnswers(loaded: LoadedQueue, { whole }: SentTime): readonly Answer[] {
  const { flow, record, rules } = loaded;
  const { bus } = flow.planned;
  if (bus === null) return [];
  if (rules.length === 0) {
    return [
      inconclusive(
        `The spec declares no rule that passes events of ${bus.name} on to ${record.queue}.`,
      ),
    ];
  }
  return rules.map((rule) => passedOn(rule, record, whole));
}

function passedOn(declared: PassingRule, { queue, rules = [] }: QueueRecord, whole: Span): Answer {
  const { bus, rule } = declared;
  const name = `the rule ${rule} of ${bus}`;
  const seen = rules.find(
    (one) =>
      one.bus === bus &&
      one.rule === rule &&
      (one.deadLetter?.queue ?? null) === declared.deadLetter,
  );
  if (seen === undefined) {
    return inconclusive(`What ${name} did not deliver to ${queue} was not looked at.`);
  }
  const { failed, deadLetter } = seen;
  if (failed.state === 'unseen') {
    return inconclusive(
      `How many events ${name} did not deliver (FailedInvocations) was not seen. ${failed.why}`,
    );
  }
  // Where it delivered all of them EventBridge reports nothing.
  const undelivered = valueWithin(failed.points, 1000 * failed.periodSeconds, whole);
  if (undelivered > 0) {
    return inconclusive(
      `EventBridge counted ${rounded(undelivered)} events that ${name} did not deliver (FailedInvocations): not all that was sent came to ${queue}.`,
    );
  }
  const letters = deadLetter === null ? null : lettersWithin(deadLetter, whole);
  switch (letters?.kind) {
    case 'grown':
      return inconclusive(
        `While messages were sent, ${declared.deadLetter ?? ''} grew by ${letters.by}: not all that was sent is known to have come to ${queue} by ${name}.`,
      );
    case 'unseen':
      return inconclusive(letters.reason);
    case 'none':
    case undefined:
      return { verdict: 'HOLDS', reason: `No event failed by ${name}.` };
  }
}

/** A warm-up is not, and in the quiet time nothing is sent. */
function isJudged(phase: string | undefined): boolean {
  return phase === 'steady' || phase === 'burst' || phase === 'drain';
}

/** The sum of the periods that have any of a time. */
function valueWithin(
  points: readonly { readonly at: string; readonly value: number }[],
  periodMs: number,
  { fromMs, toMs }: Span,
): number {
  return points
    .filter(({ at }) => Date.parse(at) + periodMs > fromMs && Date.parse(at) < toMs)
    .reduce((sum, { value }) => sum + value, 0);
}
