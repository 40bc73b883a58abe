import type { CallRecord } from '../../../core/aws.ts';

/** Of calls that were made again and again, the last of each outcome. */
export function lastCalls(calls: readonly CallRecord[]): CallRecord[] {
  const last = new Map<string, CallRecord>();
  const inTime = calls.toSorted((one, other) => (one.startedAt < other.startedAt ? -1 : 1));
  for (const call of inTime) last.set([call.id, call.outcome, call.code].join(' '), call);
  return [...last.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}
