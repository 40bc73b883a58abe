import { denied, testCheck } from '../../core/testing/test-check.ts';
import largeObjects from './large-objects.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const objects = factsOfKind('large_objects', { count: 2, oid_digest: 'x', owners: { app: 2 } });

testCheck(largeObjects, database(), {
  pass: [
    {
      name: 'none on either side, in databases of two names',
      artifacts: {
        largeObjects: both(
          [objects('app', { count: 0, owners: null })],
          [objects('app2', { count: 0, owners: null })],
        ),
      },
      details: [],
    },
    {
      name: 'the same numbers and owners, of which the contents are unseen',
      artifacts: { largeObjects: both([objects('app')]) },
      details: ['The contents of large objects were not compared.'],
    },
  ],
  fail: [
    {
      name: 'none was moved',
      artifacts: {
        largeObjects: both(
          [objects('app')],
          [objects('app', { count: 0, oid_digest: 'y', owners: null })],
        ),
      },
      message: 'The target has other large objects, or of other owners.',
    },
    {
      name: 'as many of other numbers',
      artifacts: { largeObjects: both([objects('app')], [objects('app', { oid_digest: 'y' })]) },
      message: 'The target has other large objects, or of other owners.',
    },
    {
      name: 'other owners',
      artifacts: { largeObjects: both([objects('app')], [objects('app', { owners: { dms: 2 } })]) },
      message: 'The target has other large objects, or of other owners.',
    },
  ],
  unknown: [
    {
      name: 'a side that says nothing',
      artifacts: { largeObjects: both([objects('app')], []) },
      message: 'A side gave no catalog.',
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: {
        largeObjects: { source: [objects('app')], target: denied('postgresql:catalog') },
      },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
