import { denied, testCheck } from '../../core/testing/test-check.ts';
import materializedViewsPopulated from './materialized-views-populated.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const view = factsOfKind('view', { relkind: 'm', populated: true });

testCheck(materializedViewsPopulated, database(), {
  pass: [
    { name: 'populated on both sides', artifacts: { views: both([view('a.m')]) } },
    {
      name: 'not populated in the source either, and one that is in the target alone',
      artifacts: {
        views: both(
          [view('a.m', { populated: false }), view('a.n', { populated: false })],
          [view('a.m', { populated: false }), view('a.n')],
        ),
      },
    },
    {
      name: 'one that the target lacks, which another check finds',
      artifacts: { views: both([view('a.m')], []) },
    },
  ],
  fail: [
    {
      name: 'one that was never refreshed',
      artifacts: { views: both([view('a.m')], [view('a.m', { populated: false })]) },
      message: 'The materialized view a.m is not populated in the target.',
      objects: {
        'materialized view a.m': 'The materialized view a.m is not populated in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { views: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
