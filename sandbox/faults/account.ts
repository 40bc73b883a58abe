import type { Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';

const ANOTHER_ACCOUNT = '999988887777';

export const ACCOUNT_FAULTS: readonly Fault[] = [
  overlayFault({
    id: 'wrong-account',
    describes: 'The credentials belong to another account than the declared one.',
    breaks: [
      { check: 'account/identity', subject: () => '*' },
      // The run stops there: nothing of the wrong account is judged.
      { check: '*', subject: () => '*', status: 'not-checked' },
    ],
    deviation: 'account/caller',
    arguments: () => ({ account: ANOTHER_ACCOUNT }),
  }),
];
