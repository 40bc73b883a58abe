import { denied, testCheck } from '../../core/testing/test-check.ts';
import routineCosts from './routine-costs.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const routine = factsOfKind('routine', {
  kind: 'f',
  lang: 'sql',
  result: 'integer',
  args: '',
  volatile: 'v',
  parallel: 'u',
  strict: false,
  secdef: false,
  leakproof: false,
  config: null,
  lib: null,
  src_md5: 'd41d8cd9',
  agg: null,
  cost: 100,
  rows: 0,
  owner: 'app',
});

testCheck(routineCosts, database(), {
  pass: [
    { name: 'the same estimates', artifacts: { routines: both([routine('a.f()')]) } },
    {
      name: 'one that the target lacks, which another check finds',
      artifacts: { routines: both([routine('a.f()')], []) },
    },
  ],
  fail: [
    {
      name: 'another cost and number of rows',
      artifacts: {
        routines: both(
          [routine('a.f()', { cost: 20, rows: 1 })],
          [routine('a.f()', { rows: 1000 })],
        ),
      },
      message:
        'The routine a.f() has another estimated cost and estimated number of rows in the target.',
      objects: {
        'routine a.f()':
          'The routine a.f() has another estimated cost and estimated number of rows in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { routines: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
