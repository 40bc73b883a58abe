import { testCheck } from '../../core/testing/test-check.ts';
import check from './settings.ts';
import { database } from './testing/database.ts';
import { both, UNDECIDED } from './testing/settings.ts';

testCheck(check, database(), {
  pass: [
    {
      name: 'the same, where Aurora may differ in others',
      artifacts: both(
        { DateStyle: 'ISO', shared_buffers: '1' },
        { DateStyle: 'ISO', shared_buffers: '2' },
      ),
      details: [],
    },
    {
      name: 'a parameter that one version lacks',
      artifacts: both({ DateStyle: 'ISO', row_security: 'on' }, { DateStyle: 'ISO' }),
      details: ['row_security is known to the source alone.'],
    },
  ],
  fail: [
    {
      name: 'another order of days and months, and triggers that do not fire',
      artifacts: both(
        { DateStyle: 'ISO, DMY', session_replication_role: 'origin' },
        { DateStyle: 'ISO, MDY', session_replication_role: 'replica' },
      ),
      message: 'The parameter DateStyle is set otherwise in the target.',
      objects: {
        DateStyle: 'The parameter DateStyle is set otherwise in the target.',
        session_replication_role:
          'The parameter session_replication_role is set otherwise in the target.',
      },
    },
  ],
  ...UNDECIDED,
});
