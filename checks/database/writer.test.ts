import { testCheck } from '../../core/testing/test-check.ts';
import check from './writer.ts';
import { database } from './testing/database.ts';
import { BLIND, both, SILENT } from './testing/servers.ts';

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
