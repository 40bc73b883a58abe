import type { JsonDeviation } from '../deviation.ts';

export const LOGS_DEVIATIONS: readonly JsonDeviation[] = [
  {
    /** A log group whose search has always another page: `{ group }`. */
    name: 'logs/endless',
    form: 'json',
    service: 'logs',
    operations: ['FilterLogEvents'],
    edit: (body, { group }, { logGroupName, nextToken }) =>
      logGroupName === group ? { ...body, nextToken: `${Number(nextToken ?? 0) + 1}` } : body,
  },
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
