import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './locale.ts';
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
  pass: [
    { name: 'the same', artifacts: both({}, {}) },
    { name: 'the same in another spelling', artifacts: both({}, { collate: 'en_US.utf8' }) },
  ],
  fail: [
    {
      name: 'the order of bytes',
      artifacts: both({}, { collate: 'C' }),
      message: 'The target has another locale than the source.',
    },
    {
      name: 'another provider',
      artifacts: both({}, { provider: 'i', locale: 'en-US' }),
      message: 'The target has another locale than the source.',
    },
  ],
  unknown: SILENT,
  error: BLIND,
});
