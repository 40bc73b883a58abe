import type { XmlDeviation } from '../deviation.ts';
import { editBlocks } from '../xml.ts';

export const STS_DEVIATIONS: readonly XmlDeviation[] = [
  {
    /** `{ account }`: whoever asks belongs to that account. */
    name: 'account/caller',
    form: 'xml',
    service: 'sts',
    operations: ['GetCallerIdentity'],
    edit: (body, { account }) =>
      editBlocks(body, { name: 'GetCallerIdentityResult' }, () => ({
        Account: String(account),
        Arn: `arn:aws:sts::${String(account)}:assumed-role/landfall-reader/session`,
      })),
  },
];
