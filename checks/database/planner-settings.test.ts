import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './planner-settings.ts';
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
      artifacts: { settings: { source: set({ jit: 'ISO' }), target: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
  unknown: [
    {
      name: 'a side that says nothing',
      artifacts: both({ jit: 'ISO' }, {}),
      message: 'A side did not say how it is set.',
    },
  ],
};

testCheck(check, database(), {
  pass: [{ name: 'the same', artifacts: both({ jit: 'on' }, { jit: 'on' }) }],
  fail: [
    {
      name: 'other costs',
      artifacts: both({ random_page_cost: '1.1' }, { random_page_cost: '4' }),
      message: 'The parameter random_page_cost is set otherwise in the target.',
      objects: {
        random_page_cost: 'The parameter random_page_cost is set otherwise in the target.',
      },
    },
  ],
  ...BLIND,
});
