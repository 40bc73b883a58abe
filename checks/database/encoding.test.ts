import { testCheck } from '../../core/testing/test-check.ts';
import check from './encoding.ts';
import { database } from './testing/database.ts';
import { BLIND, both, SILENT } from './testing/servers.ts';

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
