import type { StreamAccount } from './load-fold.ts';

/**
 * Why what was folded is not all that was planned; empty when it is. The exit code of k6 says nothing of this: it is 0 when
 * every iteration throws.
 * @param scheduledRequests how many the schedule of the plan has
 */
export function gapsOf(account: StreamAccount, scheduledRequests: number): readonly string[] {
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
  const accounted = account.requests + account.dropped;
  if (accounted !== scheduledRequests) {
    gaps.push(`${accounted} of ${scheduledRequests} planned requests were sent or dropped.`);
  }
  return gaps;
}
