import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-pending-restart.ts';
import { database } from './testing/database.ts';

const set = (pending: boolean) => [
  {
    kind: 'setting',
    id: 'max_connections',
    def: {
      setting: '189',
      reset: '189',
      unit: null,
      context: 'postmaster',
      source: 'configuration file',
      default: '100',
      pending_restart: pending,
      vartype: 'integer',
    },
  },
];

testCheck(check, database(), {
  pass: [{ name: 'none', artifacts: { settings: { target: set(false) } } }],
  fail: [
    {
      name: 'a range of capacity that was changed and not booted',
      artifacts: { settings: { target: set(true) } },
      message: 'Parameters of the target wait for a restart.',
    },
  ],
  unknown: [
    {
      name: 'a target that says nothing',
      artifacts: { settings: { target: [] } },
      message: 'The target did not say how it is set.',
    },
  ],
  error: [
    {
      name: 'a target that could not be seen',
      artifacts: { settings: { target: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
