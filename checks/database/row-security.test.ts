import { denied, testCheck } from '../../core/testing/test-check.ts';
import rowSecurity from './row-security.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const policy = factsOfKind('policy', {
  cmd: 'r',
  permissive: true,
  roles: ['reader'],
  using: '(NOT internal)',
  check: null,
});
const table = factsOfKind('relation', { relkind: 'r', rls: true, rls_forced: false });

testCheck(rowSecurity, database(), {
  pass: [
    {
      name: 'the same policies on the same tables',
      artifacts: { policies: both([policy('a.t.p')]), relations: both([table('a.t')]) },
    },
    {
      name: 'none',
      artifacts: { policies: both([]), relations: both([table('a.t', { rls: false })]) },
    },
    {
      name: 'a table that the target lacks, which another check finds',
      artifacts: { policies: both([]), relations: both([table('a.t')], []) },
    },
  ],
  fail: [
    {
      name: 'a policy that was not moved, one that is new and one that hides less',
      artifacts: {
        policies: both(
          [policy('a.t.gone'), policy('a.t.p')],
          [policy('a.t.new'), policy('a.t.p', { using: 'true' })],
        ),
        relations: both([table('a.t')]),
      },
      message: 'The target lacks the policy a.t.gone, which the source has.',
      objects: {
        'policy a.t.gone': 'The target lacks the policy a.t.gone, which the source has.',
        'policy a.t.new': 'The target has the policy a.t.new, which the source lacks.',
        'policy a.t.p': 'The policy a.t.p has another condition to see rows in the target.',
      },
    },
    {
      name: 'policies that do nothing, since row security is off',
      artifacts: {
        policies: both([policy('a.t.p')]),
        relations: both([table('a.t')], [table('a.t', { rls: false })]),
      },
      message: 'Row security is not enabled on the table a.t in the target.',
      objects: { 'table a.t': 'Row security is not enabled on the table a.t in the target.' },
    },
    {
      name: 'row security that no longer holds for the owner, or newly hides all',
      artifacts: {
        policies: both([]),
        relations: both(
          [table('a.t', { rls_forced: true }), table('a.u', { rls: false })],
          [table('a.t'), table('a.u')],
        ),
      },
      message: 'The table a.t has another rule for its owner in the target.',
      objects: {
        'table a.t': 'The table a.t has another rule for its owner in the target.',
        'table a.u': 'The table a.u has another state of row security in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: {
        policies: both([]),
        relations: { source: [], target: denied('postgresql:catalog') },
      },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
