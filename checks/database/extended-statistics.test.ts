import { denied, testCheck } from '../../core/testing/test-check.ts';
import extendedStatistics from './extended-statistics.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const statistics = factsOfKind('statistics', { def: 'CREATE STATISTICS a.s ON x, y FROM a.t' });

testCheck(extendedStatistics, database(), {
  pass: [
    {
      name: 'the same, and one more in the target',
      artifacts: {
        extendedStatistics: both([statistics('a.s')], [statistics('a.s'), statistics('a.new')]),
      },
    },
    { name: 'none', artifacts: { extendedStatistics: both([]) } },
  ],
  fail: [
    {
      name: 'one that was not made, and one on other columns',
      artifacts: {
        extendedStatistics: both(
          [statistics('a.gone'), statistics('a.s')],
          [statistics('a.s', { def: 'CREATE STATISTICS a.s ON x, z FROM a.t' })],
        ),
      },
      message: 'The target lacks the statistics object a.gone, which the source has.',
      objects: {
        'statistics object a.gone':
          'The target lacks the statistics object a.gone, which the source has.',
        'statistics object a.s': 'The statistics object a.s has another definition in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { extendedStatistics: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
