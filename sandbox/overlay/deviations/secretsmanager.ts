import type { JsonDeviation } from '../deviation.ts';
import { withMembers } from './members.ts';

export const SECRETS_DEVIATIONS: readonly JsonDeviation[] = [
  {
    /** `{ secret, members }` */
    name: 'secrets/secret',
    form: 'json',
    service: 'secretsmanager',
    operations: ['DescribeSecret'],
    edit: (body, args) =>
      body['Name'] === args['secret'] ? withMembers(body, args['members']) : body,
  },
];
