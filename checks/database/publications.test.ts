import { denied, testCheck } from '../../core/testing/test-check.ts';
import publications from './publications.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const publication = factsOfKind('publication', {
  tables: ['a.t'],
  puballtables: false,
  pubinsert: true,
  pubupdate: true,
  pubdelete: true,
  pubtruncate: true,
  pubviaroot: false,
});
const subscription = factsOfKind('subscription', { enabled: true });

testCheck(publications, database(), {
  pass: [
    {
      name: 'the same publications, and one more in the target',
      artifacts: {
        publications: both(
          [publication('p')],
          [publication('p', { pubgencols: 'n' }), publication('back')],
        ),
      },
    },
    {
      name: 'a subscription, which is no publication',
      artifacts: { publications: both([], [subscription('s')]) },
    },
  ],
  fail: [
    {
      name: 'one that was not made again, and one that leaves out updates',
      artifacts: {
        publications: both(
          [publication('gone'), publication('p')],
          [publication('p', { pubupdate: false })],
        ),
      },
      message: 'The target lacks the publication gone, which the source has.',
      objects: {
        'publication gone': 'The target lacks the publication gone, which the source has.',
        'publication p': 'The publication p has another rule for updates in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { publications: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
