import { littleCheck } from '../model/little.ts';
import type { Ruling } from './judgement.ts';
import type { Measurement } from './measurement.ts';
import { percent, requestsInWords, rounded } from './words.ts';

/** How far what is in flight may be from the rate times how long requests take. */
const TOLERANCE = 0.02;

/**
 * Between reading its clock and telling a time k6 takes some hundredths of a millisecond, and once in a run it may be held up there by
 * its machine: which is much beside a handful of quick answers, and nothing beside one that is lost, which counts for seconds.
 */
const TELLING_MS = { ofRequest: 0.1, once: 50 } as const;

/**
 * V4: Little's law. How many requests were in flight in the mean, by the times at which k6 told of each being sent and answered, is how
 * many were answered in a second times how long they took, by the values that it told. It is asked of the whole scenario, before and
 * after which nothing is in flight: at the ends of a window within it some always are, and a true stream would be off by them.
 */
export function inFlightRuling({ residence, bySecond }: Measurement): Ruling {
  const ruling = (
    verdict: Ruling['verdict'],
    reason: string,
    evidence: Ruling['evidence'] = {},
  ): Ruling => ({ rule: 'V4', verdict, reason, evidence });
  if (residence === null) {
    return ruling(
      'INCONCLUSIVE',
      'Whether what was in flight agrees with what was answered is not kept, so that the stream may be incomplete.',
    );
  }
  const { sent, answered } = residence;
  if (sent !== answered) {
    return ruling(
      'INVALID',
      `It is told of ${requestsInWords(sent)} that they were sent, and of ${answered} that they were answered or given up: the stream is incomplete.`,
      { sent, answered },
    );
  }
  const check = littleCheck({
    begun: sent,
    begunAtSeconds: residence.sentAtMs / 1000,
    ended: answered,
    endedAtSeconds: residence.answeredAtMs / 1000,
    sojournSeconds: (residence.latencyMs - residence.latenessMs) / 1000,
    spanSeconds: 1 + Math.max(0, ...bySecond.map(({ second }) => second)),
  });
  if (check.kind === 'inconclusive') return ruling('INVALID', check.reason, { sent, answered });
  const { meanInFlight, throughputPerSecond, meanSojournSeconds, residualRatio } = check;
  // Sums of the same requests in another order, as when segments are merged, differ in their last digits; and -0 is 0.
  const exact = (value: number) => Number(value.toFixed(6)) + 0;
  const evidence = {
    meanInFlight: exact(meanInFlight),
    throughputPerSecond: exact(throughputPerSecond),
    meanSojournSeconds: exact(meanSojournSeconds),
    residualRatio: exact(residualRatio),
  };
  const greaterMs = Math.max(
    residence.latencyMs - residence.latenessMs,
    Math.abs(residence.answeredAtMs - residence.sentAtMs),
  );
  const telling = (TELLING_MS.once + TELLING_MS.ofRequest * sent) / greaterMs;
  const found = `${rounded(meanInFlight)} requests were in flight in the mean, where ${rounded(throughputPerSecond)} a second that take ${rounded(1000 * meanSojournSeconds)} ms are ${rounded(throughputPerSecond * meanSojournSeconds)}`;
  return Math.abs(residualRatio) > Math.max(TOLERANCE, telling)
    ? ruling(
        'INVALID',
        `${found}: more than ${percent(TOLERANCE)} apart, so that the stream is incomplete, or a clock was set.`,
        evidence,
      )
    : ruling('HOLDS', `${found}.`, evidence);
}
