import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-pending-restart.ts';
import { database } from './testing/database.ts';
import { server } from './testing/server.ts';

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

const seen = (target: ReturnType<typeof set>) => ({
  settings: { target },
  server: { target: server() },
});

testCheck(check, database(), {
  pass: [{ name: 'none', artifacts: seen(set(false)) }],
  fail: [
    {
      name: 'a range of capacity that was changed and not booted',
      artifacts: seen(set(true)),
      message: 'Parameters of the target wait for a restart.',
    },
  ],
  unknown: [
    {
      name: 'a role that does not see all',
      artifacts: { ...seen(set(false)), server: { target: server({ seesSettings: false }) } },
      message: 'The role may not see all parameters: grant it pg_monitor.',
    },
    {
      name: 'a target that says nothing of itself',
      artifacts: { ...seen(set(false)), server: { target: [] } },
      message: 'A side did not say what it is.',
    },
    {
      name: 'a target that says nothing',
      artifacts: seen([]),
      message: 'The target did not say how it is set.',
    },
  ],
  error: [
    {
      name: 'a target that could not be seen',
      artifacts: { ...seen([]), settings: { target: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
