import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './aurora.ts';
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
  pass: [{ name: 'Aurora', artifacts: both({}, { aurora: true }) }],
  fail: [
    {
      name: 'any other PostgreSQL',
      artifacts: both({}, {}),
      message: 'The target is not Aurora: it has no aurora_version().',
    },
    {
      name: 'another database of the cluster',
      artifacts: both({}, { aurora: true, database: 'postgres' }),
      message: 'The connection to the target reaches another database.',
    },
  ],
  unknown: SILENT,
  error: BLIND,
});
