import { testCheck } from '../../core/testing/test-check.ts';
import check from './locale.ts';
import { database } from './testing/database.ts';
import { BLIND, both, SILENT } from './testing/servers.ts';

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
