import { expect, test } from '@jest/globals';
import { differenceFrom, type Figure } from './figures.ts';
import type { Facts } from './json.ts';

const exactly: Figure = { check: 'ecs/health-check', fact: 'retries', from: 3, to: 3 };
const within: Figure = { check: 'ecs/task-size', fact: 'cpuUnits', from: 512, to: 4096 };
const inAll: Figure = {
  ...{ check: 'dynamodb/storage', fact: 'storageGiBAtMost', from: 25, to: 25 },
  isTotal: true,
};

test.each<[string, Figure, readonly Facts[], string | null]>([
  ['the figure', exactly, [{ retries: 3 }], null],
  ['the figure, deep in the facts', exactly, [{ healthChecks: { api: { retries: 3 } } }], null],
  ['the figure, in a list', exactly, [{ healthChecks: [{ retries: 3 }, { retries: 3 }] }], null],
  ['one end of a range', within, [{ cpuUnits: 512 }], null],
  ['the other end of a range', within, [{ cpuUnits: 512 }, { cpuUnits: 4096 }], null],
  [
    'another number',
    exactly,
    [{ retries: 3 }, { retries: 5 }],
    'The plan states 3 for retries, and the spec declares 5.',
  ],
  [
    'another number beside the figure',
    exactly,
    [{ api: { retries: 3 }, proxy: { retries: 1 } }],
    'The plan states 3 for retries, and the spec declares 1.',
  ],
  [
    'a number out of a range',
    within,
    [{ cpuUnits: 256 }],
    'The plan states 512 to 4096 for cpuUnits, and the spec declares 256.',
  ],
  ['a total', inAll, [{ storageGiBAtMost: 10 }, { storageGiBAtMost: 15 }], null],
  [
    'each the figure of which all together are more',
    inAll,
    [{ storageGiBAtMost: 25 }, { storageGiBAtMost: 25 }],
    'The plan states 25 for storageGiBAtMost, and the spec declares 50.',
  ],
  [
    'a total of which a part is no number',
    inAll,
    [{ storageGiBAtMost: 25 }, { storageGiBAtMost: null }],
    'The plan states 25 for storageGiBAtMost, and the spec declares null.',
  ],
  [
    'a text',
    exactly,
    [{ retries: '3' }],
    'The plan states 3 for retries, and the spec declares "3".',
  ],
  [
    'no number of one of two',
    exactly,
    [{ retries: 3 }, {}],
    'The plan states 3 for retries, and the spec does not declare it everywhere.',
  ],
  [
    'nothing',
    exactly,
    [],
    'The plan states 3 for retries, and the spec does not declare it everywhere.',
  ],
])('%s', (_, figure, declared, expected) => {
  expect(differenceFrom(figure, declared)).toBe(expected);
});
