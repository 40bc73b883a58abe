import { denied, testCheck } from '../../core/testing/test-check.ts';
import routines from './routines.ts';
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

testCheck(routines, database(), {
  pass: [
    {
      name: 'the same routines, of another cost and owner',
      artifacts: {
        routines: both([routine('a.f()')], [routine('a.f()', { cost: 1, owner: 'other' })]),
      },
    },
    {
      name: 'a function of DMS',
      artifacts: { routines: both([routine('public.awsdms_intercept_ddl()')], []) },
    },
  ],
  fail: [
    {
      name: 'one that was not moved, one that is new, another body, and one that runs with its caller’s rights',
      artifacts: {
        routines: both(
          [
            routine('a.body()'),
            routine('a.gone()'),
            routine('a.secdef()', { secdef: true, config: ['search_path=pg_catalog'] }),
          ],
          [routine('a.body()', { src_md5: '00000000' }), routine('a.new()'), routine('a.secdef()')],
        ),
      },
      message: 'The routine a.body() has another body in the target.',
      objects: {
        'routine a.body()': 'The routine a.body() has another body in the target.',
        'routine a.gone()': 'The target lacks the routine a.gone(), which the source has.',
        'routine a.new()': 'The target has the routine a.new(), which the source lacks.',
        'routine a.secdef()':
          'The routine a.secdef() has another security context and setting of parameters in the target.',
      },
    },
    {
      name: 'an aggregate with another state',
      artifacts: {
        routines: both(
          [routine('a.g(integer)', { kind: 'a', agg: { init: '0' } })],
          [routine('a.g(integer)', { kind: 'a', agg: { init: '1' } })],
        ),
      },
      message: 'The routine a.g(integer) has another definition as an aggregate in the target.',
      objects: {
        'routine a.g(integer)':
          'The routine a.g(integer) has another definition as an aggregate in the target.',
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
