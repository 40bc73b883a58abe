import type { StreamAccount } from './load-fold.ts';

/** Within a second generators send one load: seconds are what it is planned and judged by. */
const ZEROS_APART_MS = 1_000;

/**
 * Why what was folded is not all that was planned; empty when it is. The exit code of k6 says nothing of this: it is 0 when
 * every iteration throws.
 * @param scheduledRequests how many the schedule of the plan has; null for a segment, of which only all together tell that
 */
export function gapsOf(
  account: StreamAccount,
  scheduledRequests: number | null,
): readonly string[] {
  const gaps: string[] = [];
  const broken = account.streams - account.endedStreams;
  if (account.streams === 0) gaps.push('No stream of k6 was read.');
  if (broken > 0) gaps.push(`${broken} of ${account.streams} streams broke off before their end.`);
  if (broken < 0) gaps.push('A stream told its end more than once.');
  if (account.unreadableLines > 0) {
    gaps.push(`${account.unreadableLines} lines of the stream cannot be read.`);
  }
  if (account.httpRequests !== account.requests) {
    gaps.push(
      `k6 counts ${account.httpRequests} requests, and latencies of ${account.requests} were told.`,
    );
  }
  gaps.push(...zeroGaps(account));
  const accounted = account.requests + account.dropped;
  if (scheduledRequests !== null && accounted !== scheduledRequests) {
    gaps.push(`${accounted} of ${scheduledRequests} planned requests were sent or dropped.`);
  }
  return gaps;
}

/** Times are told from each stream's own zero: there must be one of each, and generators must have begun together. */
function zeroGaps({ streams, zerosMs }: StreamAccount): readonly string[] {
  if (zerosMs.length !== streams) {
    return [`${zerosMs.length} of ${streams} streams told when they began.`];
  }
  const apartMs = Math.max(...zerosMs) - Math.min(...zerosMs);
  return apartMs > ZEROS_APART_MS
    ? [
        `The generators began ${apartMs / 1000} s apart, and ${ZEROS_APART_MS / 1000} s is the limit: they did not send one load.`,
      ]
    : [];
}
