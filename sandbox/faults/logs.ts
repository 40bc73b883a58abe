import {
  CreateLogStreamCommand,
  DeleteLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  errorBudgets,
  type ErrorBudget,
} from '../../collectors/aws/cloudwatch-logs/fatal-events.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { must } from './pick.ts';

const budget = (spec: Spec): ErrorBudget => must(errorBudgets(spec)[0], 'error budget');
const key = (spec: Spec) => budget(spec).key;
const STREAM = 'sandbox/fatal';

export const LOG_FAULTS: readonly Fault[] = [
  {
    id: 'fatal-events-since-cutover',
    describes: 'The application has logged more fatal events since the cutover than it may.',
    breaks: [{ check: 'logs/error-budget', subject: key }],
    async apply({ aws, spec }) {
      const { group: logGroupName, pattern, atMost } = budget(spec);
      await aws.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: STREAM }));
      await aws.logs.send(
        new PutLogEventsCommand({
          logGroupName,
          logStreamName: STREAM,
          // A word is a pattern that fits itself.
          logEvents: Array.from({ length: atMost + 1 }, () => ({
            timestamp: Date.now(),
            message: pattern,
          })),
        }),
      );
      return null;
    },
    async heal({ aws, spec }) {
      await aws.logs.send(
        new DeleteLogStreamCommand({ logGroupName: budget(spec).group, logStreamName: STREAM }),
      );
    },
  },
  overlayFault({
    id: 'more-events-than-can-be-counted',
    describes: 'The search for fatal events does not come to an end.',
    breaks: [{ check: 'logs/error-budget', subject: key, status: 'unknown' }],
    deviation: 'logs/endless',
    arguments: (spec) => ({ group: budget(spec).group }),
  }),
];
