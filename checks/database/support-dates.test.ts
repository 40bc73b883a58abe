import { testCheck } from '../../core/testing/test-check.ts';
import check from './support-dates.ts';
import { database } from './testing/database.ts';
import { BLIND, both, SILENT } from './testing/servers.ts';

testCheck(check, database(), {
  takenAt: '2026-11-12T12:00:00.000Z',
  pass: [
    { name: 'a version with a year to go', artifacts: both({}, {}) },
    { name: 'the last day', artifacts: both({}, { versionNumber: 140_020 }) },
  ],
  fail: [
    {
      name: 'a version whose support has ended',
      artifacts: both({}, { versionNumber: 130_022 }),
      message: 'PostgreSQL no longer supports the major version of the target.',
    },
  ],
  unknown: [
    ...SILENT,
    {
      name: 'a version of which no date is known',
      artifacts: both({}, { versionNumber: 190_000 }),
      message: 'It is not known here until when PostgreSQL 19 is supported.',
    },
  ],
  error: BLIND,
});
