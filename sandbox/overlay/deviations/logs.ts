import type { JsonDeviation } from '../deviation.ts';

export const LOGS_DEVIATIONS: readonly JsonDeviation[] = [
  {
    /** A log group without a stream: `{ group }`. */
    name: 'logs/silent',
    form: 'json',
    service: 'logs',
    operations: ['DescribeLogStreams'],
    edit: (body, { group }, { logGroupName }) =>
      logGroupName === group ? { ...body, logStreams: [] } : body,
  },
];
