import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './encoding.ts';
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
  pass: [{ name: 'the same', artifacts: both({}, {}) }],
  fail: [
    {
      name: 'a source that checks no encoding',
      artifacts: both({ encoding: 'SQL_ASCII' }, {}),
      message: 'The target has another encoding than the source.',
    },
  ],
  unknown: SILENT,
  error: BLIND,
});
