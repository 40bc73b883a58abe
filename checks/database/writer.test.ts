import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './writer.ts';
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
  pass: [{ name: 'a writer, whatever the source is', artifacts: both({ inRecovery: true }, {}) }],
  fail: [
    {
      name: 'a reader',
      artifacts: both({}, { inRecovery: true }),
      message: 'The connection to the target reaches a reader.',
    },
  ],
  unknown: SILENT,
  error: BLIND,
});
