import { testCheck } from '../../core/testing/test-check.ts';
import check from './formats.ts';
import { database } from './testing/database.ts';
import { BLIND, both, SILENT } from './testing/servers.ts';

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
