import { testCheck } from '../../core/testing/test-check.ts';
import check from './versions.ts';
import { database } from './testing/database.ts';
import { BLIND, both, SILENT } from './testing/servers.ts';

testCheck(check, database(), {
  pass: [
    { name: 'the same release', artifacts: both({}, {}) },
    {
      name: 'a later major',
      artifacts: both({}, { versionNumber: 180_004 }),
      details: ['The target runs a later major version: definitions may be printed differently.'],
    },
  ],
  fail: [
    {
      name: 'a source of another version than the plan was made for: 1 is no prefix of 15',
      artifacts: both({ versionNumber: 140_011 }, {}),
      message: 'The source runs another version than the spec declares.',
    },
    {
      name: 'an older target',
      artifacts: both({}, { versionNumber: 140_011 }),
      message: 'The target runs an older version than the source.',
    },
  ],
  unknown: SILENT,
  error: BLIND,
});
