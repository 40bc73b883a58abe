import { createLoadTestGate, type LoadTestGate } from '../load/load-test-gate.ts';

/** The way to the load test of a test that has none. */
export const noLoadTest: LoadTestGate = createLoadTestGate(null);
