import { denied, testCheck } from '../../core/testing/test-check.ts';
import tablespaces from './tablespaces.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const tablespace = factsOfKind('tablespace', { options: null, relations: 1 });

testCheck(tablespaces, database(), {
  pass: [
    { name: 'none but the default', artifacts: { tablespaces: both([]) } },
    {
      name: 'the same, and one more in the target',
      artifacts: {
        tablespaces: both(
          [tablespace('fast')],
          [tablespace('fast', { relations: 0 }), tablespace('new')],
        ),
      },
    },
  ],
  fail: [
    {
      name: 'one that was not made',
      artifacts: { tablespaces: both([tablespace('fast')], []) },
      message: 'The target lacks the tablespace fast, which the source has.',
      objects: { 'tablespace fast': 'The target lacks the tablespace fast, which the source has.' },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { tablespaces: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
