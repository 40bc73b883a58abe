import { denied, testCheck } from '../../core/testing/test-check.ts';
import foreignKeysEnforced from './foreign-keys-enforced.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const disabled = factsOfKind('fk_disabled', { on: ['a.t'], enabled: ['D'] });

testCheck(foreignKeysEnforced, database(), {
  pass: [
    { name: 'all are enforced', artifacts: { disabledForeignKeys: { target: [] } } },
    {
      name: 'the source alone has one that is not',
      artifacts: { disabledForeignKeys: both([disabled('a.t.k')], []) },
    },
  ],
  fail: [
    {
      name: 'a key whose triggers were left off after the load',
      artifacts: {
        disabledForeignKeys: { target: [disabled('a.t.k', { on: ['a.b', 'a.t'] })] },
      },
      message:
        'The triggers that enforce the foreign key a.t.k are not enabled as they are by default in the target.',
      objects: {
        'foreign key a.t.k':
          'The triggers that enforce the foreign key a.t.k are not enabled as they are by default in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { disabledForeignKeys: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
    {
      name: 'two facts of one key, of which a comparison would see one alone',
      artifacts: { disabledForeignKeys: { target: [disabled('a.t.k'), disabled('a.t.k')] } },
      message:
        'The answer has another shape than expected. ✖ Two facts have the name fk_disabled a.t.k.',
    },
  ],
});
