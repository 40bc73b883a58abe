import { denied, testCheck } from '../../core/testing/test-check.ts';
import constraintsValidated from './constraints-validated.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const constraint = factsOfKind('constraint', { validated: true });

testCheck(constraintsValidated, database(), {
  pass: [
    { name: 'validated on both sides', artifacts: { constraints: both([constraint('a.t.k')]) } },
    {
      name: 'not validated in the source either, and one that is in the target alone',
      artifacts: {
        constraints: both(
          [constraint('a.t.a', { validated: false }), constraint('a.t.b', { validated: false })],
          [constraint('a.t.a', { validated: false }), constraint('a.t.b')],
        ),
      },
    },
    {
      name: 'one that the target lacks, which another check finds',
      artifacts: { constraints: both([constraint('a.t.k')], []) },
    },
  ],
  fail: [
    {
      name: 'one that was added without looking at the rows',
      artifacts: {
        constraints: both([constraint('a.t.k')], [constraint('a.t.k', { validated: false })]),
      },
      message: 'The constraint a.t.k is validated in the source and not in the target.',
      objects: {
        'constraint a.t.k':
          'The constraint a.t.k is validated in the source and not in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { constraints: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
