import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './settings.ts';
import { database } from './testing/database.ts';

const set = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([id, reset]) => ({
    kind: 'setting',
    id,
    def: {
      setting: 'of this session',
      reset,
      unit: null,
      context: 'user',
      source: 'default',
      default: null,
      pending_restart: false,
      vartype: 'string',
    },
  }));
const both = (source: Readonly<Record<string, string>>, target: typeof source) => ({
  settings: { source: set(source), target: set(target) },
});
const BLIND = {
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: {
        settings: { source: set({ DateStyle: 'ISO' }), target: denied('postgresql:x') },
      },
      message: 'AWS denied postgresql:x.',
    },
  ],
  unknown: [
    {
      name: 'a side that says nothing',
      artifacts: both({ DateStyle: 'ISO' }, {}),
      message: 'A side did not say how it is set.',
    },
  ],
};

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
  ...BLIND,
});
