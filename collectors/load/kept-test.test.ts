import { expect, test } from '@jest/globals';
import { loadTest } from '../../checks/load/testing/fixtures.ts';
import type { CallRecord } from '../../core/aws.ts';
import type { CollectContext } from '../../core/collector.ts';
import type { LoadTestReader } from '../../core/load-test.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { keptLoadTest } from './kept-test.ts';

const kept = loadTest(20, { steadySeconds: 100 });

function collectFrom(given: ReturnType<LoadTestReader['read']>) {
  return keptLoadTest.collect({ loadTest: { read: () => given } } as unknown as CollectContext);
}

test('a load test is looked at where the spec declares workloads', () => {
  expect(keptLoadTest.keys({} as Spec)).toEqual([]);
  expect(keptLoadTest.keys({ load: { workloads: {} } } as unknown as Spec)).toEqual(['test']);
});

test('what was kept is there as it is, with the calls that were made meanwhile', async () => {
  const calls = [{ id: 'ecs:DescribeServices#1' }] as unknown as CallRecord[];
  expect(await collectFrom({ content: JSON.parse(JSON.stringify(kept)), calls })).toEqual({
    test: { state: 'present', value: kept, calls: ['ecs:DescribeServices#1'] },
  });
});

test('that none was given is not that there is none', async () => {
  expect(await collectFrom(null)).toMatchObject({
    test: {
      state: 'unseen',
      cause: {
        kind: 'not-asked',
        message:
          'The run was given no load test: send one with --load, or name one that was kept with --load-test.',
      },
    },
  });
});

test.each([
  ['no scenario', { ...kept, scenarios: [] }],
  ['another version', { ...kept, formatVersion: 2 }],
  ['nothing', {}],
])('a load test with %s is not seen', async (_what, content) => {
  const { test: observed } = await collectFrom({ content, calls: [] });
  expect(observed).toMatchObject({ state: 'unseen', cause: { kind: 'malformed-response' } });
});
