import { expect, test } from '@jest/globals';
import type { CallRecord } from '../core/aws.ts';
import { callsInWords, callsOf, evidenceOf } from './calls.ts';
import { finding, reportOf } from './testing/reports.ts';

const call = (id: string, facts: Partial<CallRecord> = {}): CallRecord => ({
  id,
  operation: id.replace(/#.*/, ''),
  region: 'eu-west-1',
  parameters: '{}',
  startedAt: '2026-11-23T08:00:07.004Z',
  durationMs: 4,
  attempts: 1,
  pages: 1,
  outcome: 'answered',
  code: null,
  requestId: 'r-1',
  ...facts,
});

const calls = [
  call('ecs:A#1'),
  call('ecs:A#2', { startedAt: '2026-11-23T08:00:09.000Z' }),
  call('ecs:B#1', { startedAt: '2026-11-22T23:59:59.999Z' }),
  call('ecs:C#1', { outcome: 'failed', code: 'AccessDeniedException', requestId: null }),
];
const look = callsOf(reportOf([], { calls }));

test.each([
  ['the time of a call', ['ecs:A#1'], ['ecs:A 08:00:07Z']],
  [
    'the day of a call that is not of the day of the run',
    ['ecs:B#1'],
    ['ecs:B 2026-11-22T23:59:59Z'],
  ],
  ["AWS's code", ['ecs:C#1'], ['ecs:C AccessDeniedException 08:00:07Z']],
  [
    'an operation once',
    ['ecs:A#1', 'ecs:B#1', 'ecs:A#2'],
    ['ecs:A 08:00:07Z and 1 more', 'ecs:B 2026-11-22T23:59:59Z'],
  ],
  ['a call once', ['ecs:A#1', 'ecs:A#1'], ['ecs:A 08:00:07Z']],
  ['a call that the ledger lacks', ['ecs:Z#9'], ['ecs:Z']],
  ['nothing', [], []],
])('words show %s', (_what, ids, words) => {
  expect(callsInWords(look(ids))).toEqual(words);
});

test('the request id is there to be told to AWS, and null where none came', () => {
  expect(look(['ecs:A#1', 'ecs:C#1']).map(({ requestId }) => requestId)).toEqual(['r-1', null]);
});

test("a finding's evidence is without the calls that failed, which its causes name", () => {
  const cause = {
    kind: 'denied' as const,
    operation: 'ecs:C',
    code: 'AccessDeniedException',
    message: 'No.',
    action: 'ecs:C',
    calls: ['ecs:C#1'],
  };
  expect(evidenceOf(finding({ calls: ['ecs:A#1', 'ecs:C#1'], causes: [cause] }))).toEqual([
    'ecs:A#1',
  ]);
});
