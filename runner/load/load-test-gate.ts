import type { CallRecord } from '../../core/aws.ts';
import type { Collector } from '../../core/collector.ts';
import type { GivenLoadTest, LoadTestReader } from '../../core/load-test.ts';

/** The one way to the load test of a run. */
export interface LoadTestGate {
  /** A reader that refuses a collector which has not declared that it reads the load test. */
  readerFor(collector: Pick<Collector, 'id' | 'readsLoadTest'>): LoadTestReader;
  /** The calls that were made while the load was sent, when a collector has read of them. */
  ledger(): readonly CallRecord[];
}

export function createLoadTestGate(given: GivenLoadTest | null): LoadTestGate {
  let isRead = false;
  return {
    readerFor: ({ id, readsLoadTest }) => ({
      read: () => {
        if (readsLoadTest !== true) {
          throw new Error(`The collector ${id} has not declared that it reads the load test.`);
        }
        isRead = true;
        return given;
      },
    }),
    ledger: () => (isRead ? (given?.calls ?? []) : []),
  };
}
