import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { fusesOf } from './fuse.ts';

const specWith = (load: object) =>
  ({
    aurora: {
      orders: { capacity: { minAcu: 1, maxAcu: 2 }, maxConnections: 300 },
      users: { capacity: { minAcu: 1, maxAcu: 1 } },
    },
    load,
  }) as unknown as Spec;
const pools = { 'main/api': { aurora: 'orders', connectionsPerTask: 10 } };
const ORDERS = {
  kind: 'connections',
  name: 'orders',
  limit: { least: 300, most: 300, isDeclared: true },
};

test.each<[string, object, readonly object[]]>([
  ['nothing is declared', {}, []],
  [
    'pools are declared, of their database',
    { databasePools: pools },
    [{ ...ORDERS, isNamed: false }],
  ],
  [
    'a database is named as well, of that one and once',
    { databasePools: pools, fuses: { databases: ['orders', 'orders'] } },
    [{ ...ORDERS, isNamed: true }],
  ],
  [
    'a database is named that no pool has, by what AWS makes of its capacity',
    { fuses: { databases: ['users'] } },
    [
      {
        ...{ kind: 'connections', name: 'users', isNamed: true },
        limit: { least: 183, most: 196, isDeclared: false },
      },
    ],
  ],
  [
    'alarms and queues are named, of each once',
    { fuses: { alarms: ['errors', 'errors'], deadLetterQueues: ['dead'] } },
    [
      { kind: 'alarm', name: 'errors', isNamed: true },
      { kind: 'dead-letter-queue', name: 'dead', isNamed: true },
    ],
  ],
])('there are fuses when %s', (_what, load, fuses) => {
  expect(fusesOf(specWith(load))).toEqual(fuses);
});
