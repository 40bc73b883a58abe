import type { ScenarioCost } from '../../core/load/load-plan.ts';
import type { MessagePlan } from '../plan/message-plan.ts';
import { MESSAGING } from '../plan/phases.ts';
import { requestsOf } from '../plan/scenario-plan.ts';
import { HEADER_BYTES } from './bytes.ts';

/**
 * What the messages of a plan transfer, about, each with what carries it and with what AWS answers; and that what they cost is not known.
 */
export function messageCost({ flows }: MessagePlan): ScenarioCost {
  const bytes = flows
    .map(({ phases, body }) => {
      const messages = phases.reduce((sum, phase) => sum + requestsOf(phase), 0);
      return messages * (2 * HEADER_BYTES + new TextEncoder().encode(body).length);
    })
    .reduce((sum, each) => sum + each, 0);
  return {
    scenario: MESSAGING,
    bytes: Math.round(bytes),
    usd: null,
    parts: [],
    why: 'What queues and events cost, and how often each message is taken, is not known.',
  };
}
