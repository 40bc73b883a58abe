import type { CallRecord } from './aws.ts';

/** A load test that was kept, as a run is given it. */
export interface GivenLoadTest {
  /** Plain JSON; the collector that reads it knows its shape. */
  readonly content: unknown;
  /** The API calls that it rests on, made while the load was sent. */
  readonly calls: readonly CallRecord[];
}

/** The only way in which collectors reach the load test of a run. */
export interface LoadTestReader {
  /** Null when the run was given none. */
  read(): GivenLoadTest | null;
}
