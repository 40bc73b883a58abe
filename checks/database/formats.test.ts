import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './formats.ts';
import { database } from './testing/database.ts';
import { server } from './testing/server.ts';

const both = (source: Parameters<typeof server>[0], target: Parameters<typeof server>[0]) => ({
  server: { source: server(source), target: server(target) },
});
const UNSEEN = { server: { source: server(), target: denied('postgresql:catalog-server') } };
const BLIND = [
  {
    name: 'a side that could not be seen',
    artifacts: UNSEEN,
    message: 'AWS denied postgresql:catalog-server.',
  },
];
const SILENT = [
  {
    name: 'a side that says nothing',
    artifacts: { server: { source: server(), target: [] } },
    message: 'A side did not say what it is.',
  },
];

testCheck(check, database(), {
  pass: [{ name: 'the same', artifacts: both({}, { versionNumber: 180_004 }) }],
  fail: [
    {
      name: 'names that may be longer in the source',
      artifacts: both({ maxIdentifierLength: '127' }, {}),
      message: 'The target is built with other formats or limits than the source.',
    },
  ],
  unknown: SILENT,
  error: BLIND,
});
