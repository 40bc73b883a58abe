import { testCheck } from '../../core/testing/test-check.ts';
import check from './collation-versions.ts';
import { database } from './testing/database.ts';
import { BLIND, both, SILENT } from './testing/servers.ts';

testCheck(check, database(), {
  pass: [
    {
      name: 'the version of then is that of now, on each side',
      artifacts: both({}, { collationVersion: '153.80', actualCollationVersion: '153.80' }),
    },
    {
      name: 'a collation without versions',
      artifacts: both(
        {
          versionNumber: 140_011,
          collate: 'C',
          collationVersion: null,
          actualCollationVersion: null,
        },
        { collate: 'C', collationVersion: null, actualCollationVersion: null },
      ),
    },
  ],
  fail: [
    {
      name: 'a target under another library',
      artifacts: both({}, { actualCollationVersion: '2.31' }),
      message: 'The target was created with another version of its collation.',
    },
    {
      name: 'a source under another library',
      artifacts: both({ actualCollationVersion: '2.28' }, {}),
      message: 'The source was created with another version of its collation.',
    },
    {
      name: 'a version that is no longer told',
      artifacts: both({}, { actualCollationVersion: null }),
      message: 'The target was created with another version of its collation.',
    },
  ],
  unknown: [
    ...SILENT,
    {
      name: 'a source that is too old to tell',
      artifacts: both(
        { versionNumber: 140_011, collationVersion: null, actualCollationVersion: null },
        {},
      ),
      message:
        'The source keeps no version of its collation, as PostgreSQL before 15 and some libraries do not.',
    },
  ],
  error: BLIND,
});
