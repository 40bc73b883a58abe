import type { Wraparound } from '../../collectors/postgres/catalog/wraparound.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './wraparound.ts';
import { database } from './testing/database.ts';

const side = (def: Partial<Wraparound> = {}) => [
  {
    kind: 'wraparound',
    id: 'database',
    def: {
      transactionAge: 1_000,
      transactionLimit: 200_000_000,
      multixactAge: 1,
      multixactLimit: 400_000_000,
      ...def,
    },
  },
];
const seen = (source: Partial<Wraparound>, target: Partial<Wraparound> = {}) => ({
  wraparound: { source: side(source), target: side(target) },
});
const old = (name: string, of: string) =>
  `The numbers of ${name} of the ${of} are older than autovacuum should let them become.`;

testCheck(check, database(), {
  pass: [
    { name: 'young', artifacts: seen({}) },
    { name: 'just about to be vacuumed', artifacts: seen({ transactionAge: 200_000_000 }) },
    {
      name: 'older than by default, as it is set',
      artifacts: seen({ transactionAge: 900_000_000, transactionLimit: 1_000_000_000 }),
    },
  ],
  fail: [
    {
      name: 'a source that is not vacuumed',
      artifacts: seen({ transactionAge: 200_000_001 }),
      message: old('transactions', 'source'),
      objects: { 'transactions of the source': old('transactions', 'source') },
    },
    {
      name: 'a target with young transactions whose locks are old',
      artifacts: seen({}, { multixactAge: 400_000_001 }),
      message: old('multixacts', 'target'),
      objects: { 'multixacts of the target': old('multixacts', 'target') },
    },
  ],
  unknown: [
    {
      name: 'a target that says nothing',
      artifacts: { wraparound: { source: side(), target: [] } },
      message: 'A side did not say how old its transactions are.',
    },
  ],
  error: [
    {
      name: 'a source that could not be seen',
      artifacts: { wraparound: { source: denied('postgresql:x'), target: side() } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
