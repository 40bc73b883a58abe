import { denied, testCheck } from '../../core/testing/test-check.ts';
import constraints from './constraints.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const constraint = factsOfKind('constraint', {
  type: 'f',
  def: 'FOREIGN KEY (b) REFERENCES a.b(id)',
  deferrable: false,
  deferred: false,
  noinherit: false,
  enforced: true,
  ref: 'a.b',
  index: 'a.b_pkey',
  validated: true,
});

testCheck(constraints, database(), {
  pass: [
    {
      name: 'the same constraints on an index of another name',
      artifacts: {
        constraints: both([constraint('a.t.k')], [constraint('a.t.k', { index: 'a.other' })]),
      },
    },
    {
      name: 'one that is validated on one side alone',
      artifacts: {
        constraints: both(
          [constraint('a.t.k', { validated: false, def: 'CHECK (c > 0) NOT VALID' })],
          [constraint('a.t.k', { def: 'CHECK (c > 0)' })],
        ),
      },
    },
  ],
  fail: [
    {
      name: 'one that was not moved, one that is new, and one that deletes in another way',
      artifacts: {
        constraints: both(
          [constraint('a.t.gone'), constraint('a.t.k')],
          [
            constraint('a.t.k', { def: 'FOREIGN KEY (b) REFERENCES a.b(id) ON DELETE CASCADE' }),
            constraint('a.t.new'),
          ],
        ),
      },
      message: 'The target lacks the constraint a.t.gone, which the source has.',
      objects: {
        'constraint a.t.gone': 'The target lacks the constraint a.t.gone, which the source has.',
        'constraint a.t.k': 'The constraint a.t.k has another definition in the target.',
        'constraint a.t.new': 'The target has the constraint a.t.new, which the source lacks.',
      },
    },
    {
      name: 'one that is not enforced, which PostgreSQL 18 allows',
      artifacts: {
        constraints: both(
          [constraint('a.t.k')],
          [
            constraint('a.t.k', {
              enforced: false,
              def: 'FOREIGN KEY (b) REFERENCES a.b(id) NOT ENFORCED',
            }),
          ],
        ),
      },
      message: 'The constraint a.t.k has another definition and enforcement in the target.',
      objects: {
        'constraint a.t.k':
          'The constraint a.t.k has another definition and enforcement in the target.',
      },
    },
    {
      name: 'one that is checked at once instead of at the end',
      artifacts: {
        constraints: both(
          [constraint('a.t.k', { deferrable: true, deferred: true })],
          [constraint('a.t.k')],
        ),
      },
      message:
        'The constraint a.t.k has another deferrability and time of its check in the target.',
      objects: {
        'constraint a.t.k':
          'The constraint a.t.k has another deferrability and time of its check in the target.',
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
