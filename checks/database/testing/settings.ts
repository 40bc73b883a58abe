import { denied } from '../../../core/testing/test-check.ts';

/** Parameters by their values in a new session. */
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
export const both = (source: Readonly<Record<string, string>>, target: typeof source) => ({
  settings: { source: set(source), target: set(target) },
});
/** What keeps every comparison of parameters from being decided. */
export const UNDECIDED = {
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
