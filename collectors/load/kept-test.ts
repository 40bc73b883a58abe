import { z } from 'zod';
import { defineCollector } from '../../core/collector.ts';
import type { LoadTestReader } from '../../core/load-test.ts';
import { present, unseen, type Observation } from '../../core/observation.ts';
import { LoadTest } from '../../load/kept/load-test.ts';

/** The one key: a run judges one load test. */
export const LOAD_TEST = 'test';

/** The load test that the run was given. That none was is never taken for none being needed: it was not looked at. */
export const keptLoadTest = defineCollector<LoadTest>({
  id: 'load/kept-test',
  title: 'The load test: what was sent, what came back, and what AWS reported meanwhile',
  operations: [],
  readsLoadTest: true,
  item: LoadTest,
  keys: ({ load }) => ((load?.workloads ?? load?.messages) === undefined ? [] : [LOAD_TEST]),
  collect: ({ loadTest }) => Promise.resolve({ [LOAD_TEST]: observed(loadTest.read()) }),
});

function observed(given: ReturnType<LoadTestReader['read']>): Observation<LoadTest> {
  if (given === null) {
    return notSeen(
      'not-asked',
      'The run was given no load test: send one with --load, or name one that was kept with --load-test.',
    );
  }
  const { success, data, error } = LoadTest.safeParse(given.content);
  return success
    ? present(
        data,
        given.calls.map(({ id }) => id),
      )
    : notSeen(
        'malformed-response',
        `The load test has another shape than expected. ${z.prettifyError(error)}`,
      );
}

function notSeen(kind: 'not-asked' | 'malformed-response', message: string): Observation<never> {
  return unseen({ kind, operation: null, code: null, message, action: null, calls: [] });
}
