import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './capacity-settings.ts';
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
    { name: 'more', artifacts: both({ work_mem: '4096' }, { work_mem: '8192' }) },
    { name: 'the same', artifacts: both({ work_mem: '4096' }, { work_mem: '4096' }) },
  ],
  fail: [
    {
      name: 'two-phase commits that Aurora does not allow by default',
      artifacts: both({ max_prepared_transactions: '10' }, { max_prepared_transactions: '0' }),
      message: 'The parameter max_prepared_transactions is lower in the target.',
      objects: {
        max_prepared_transactions:
          'The parameter max_prepared_transactions is lower in the target.',
      },
    },
    {
      name: 'a value that is no number',
      artifacts: both({ work_mem: '4096' }, { work_mem: 'much' }),
      message: 'The parameter work_mem is lower in the target.',
      objects: { work_mem: 'The parameter work_mem is lower in the target.' },
    },
  ],
  ...BLIND,
});
