import type { MessageLoadSpec, ScenariosSpec } from '../../core/spec/sections/load.ts';
import type { PlannedPhase } from './scenario-plan.ts';

/** What is taken for what the spec does not say of the scenario. */
const DEFAULTS = {
  warmUpSeconds: 60,
  // SQS counts its messages up to a minute behind: a trend over fewer minutes is one of its counting.
  steadySeconds: 600,
  burstSeconds: 10,
  drainSeconds: 300,
  // Until the last message is handled, and SQS has seen that.
  quietSeconds: 120,
} as const;

/** The phases of messages, in their order; without a burst those of it are left out. */
export type MessagePhase = 'warm-up' | 'steady' | 'burst' | 'drain' | 'quiet';

/**
 * When the messages of a queue are sent: the declared rate until the service has come to rest, the time that is judged, the burst with
 * the declared rate beside it, a time in which it is drained while that rate goes on, and one in which nothing is sent.
 */
export function messagePhasesOf(
  { messagesPerSecond: rate, burstMessages }: MessageLoadSpec,
  asked: ScenariosSpec['messaging'] = {},
): readonly (PlannedPhase & { readonly name: MessagePhase })[] {
  const {
    warmUpSeconds = DEFAULTS.warmUpSeconds,
    steadySeconds = DEFAULTS.steadySeconds,
    burstSeconds = DEFAULTS.burstSeconds,
    drainSeconds = DEFAULTS.drainSeconds,
    quietSeconds = DEFAULTS.quietSeconds,
  } = asked;
  return [
    { name: 'warm-up', seconds: warmUpSeconds, requestsPerSecond: rate },
    { name: 'steady', seconds: steadySeconds, requestsPerSecond: rate },
    ...(burstMessages === undefined
      ? []
      : ([
          {
            name: 'burst',
            seconds: burstSeconds,
            requestsPerSecond: rate + burstMessages / burstSeconds,
          },
          { name: 'drain', seconds: drainSeconds, requestsPerSecond: rate },
        ] as const)),
    { name: 'quiet', seconds: quietSeconds, requestsPerSecond: 0 },
  ];
}
