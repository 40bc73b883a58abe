import { setLogging, setRecording } from '../deploy/audit.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';

const AUDIT: Broken = { check: 'account/audit-baseline', subject: (spec) => spec.account.id };
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
  overlayFault({
    id: 'quota-too-small',
    describes: 'The quota of Fargate vCPUs is that of a new account.',
    breaks: [{ check: 'account/quotas', subject: () => 'Fargate On-Demand vCPUs' }],
    deviation: 'servicequotas/quota',
    arguments: () => ({ quotaCode: 'L-3032A538', value: 6 }),
  }),
  {
    id: 'trail-stopped',
    describes: 'The trail of the account was stopped.',
    breaks: [AUDIT],
    async apply(context) {
      await setLogging(context, false);
      return null;
    },
    heal: (context) => setLogging(context, true),
  },
  {
    id: 'recorder-stopped',
    describes: 'The recorder of AWS Config was stopped.',
    breaks: [AUDIT],
    async apply(context) {
      await setRecording(context, false);
      return null;
    },
    heal: (context) => setRecording(context, true),
  },
];
