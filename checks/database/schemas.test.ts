import { denied, testCheck } from '../../core/testing/test-check.ts';
import schemas from './schemas.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const schema = factsOfKind('schema', { owner: 'app' });

testCheck(schemas, database(), {
  pass: [
    {
      name: 'the same schemas, whoever owns them',
      artifacts: { schemas: both([schema('app')], [schema('app', { owner: 'other' })]) },
    },
    { name: 'no schema', artifacts: { schemas: both([]) } },
  ],
  fail: [
    {
      name: 'one that was not moved and one that is new: a finding each',
      artifacts: { schemas: both([schema('app')], [schema('old')]) },
      message: 'The target lacks the schema app, which the source has.',
      objects: {
        'schema app': 'The target lacks the schema app, which the source has.',
        'schema old': 'The target has the schema old, which the source lacks.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { schemas: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
