import { queues, type Queue } from '../../../collectors/aws/sqs/queues.ts';
import type { CollectContext } from '../../../core/collector.ts';
import type { QueueDepth } from '../../../core/load/deployment-record.ts';
import type { Observation } from '../../../core/observation.ts';
import { whyUnseen, type Gaps } from './gaps.ts';
import { queueNames, type WatchedParts } from './watched-parts.ts';

/** What is known of a queue while it is watched. */
export interface SeenDepths {
  /** Of itself and of those that dead letters go to, by their names. */
  readonly depths: Map<string, QueueDepth[]>;
  readonly gaps: Gaps;
}

/** Looks once at how many messages each queue and those of its dead letters hold. What is not seen is a gap, and never a zero. */
export async function lookAtQueueDepths(
  context: CollectContext,
  watched: WatchedParts['queues'],
  seenOf: (queue: string) => SeenDepths,
): Promise<void> {
  const found = await queues.collect(context);
  const at = new Date();
  for (const queue of watched) {
    const { depths, gaps } = seenOf(queue.queue);
    for (const name of queueNames(queue)) {
      const held = heldIn(found[name]);
      if (typeof held === 'string') gaps.note(`What ${name} held was`, held, at);
      else depths.set(name, [...(depths.get(name) ?? []), { at: at.toISOString(), ...held }]);
    }
  }
}

/** A sentence when it is not known. */
function heldIn(queue: Observation<Queue> | undefined): Omit<QueueDepth, 'at'> | string {
  switch (queue?.state) {
    case undefined:
      return 'The spec does not declare the queue.';
    case 'unseen':
      return whyUnseen(queue.cause);
    case 'absent':
      return 'The queue does not exist.';
    case 'present': {
      const { visible, inFlight, delayed } = queue.value.messages;
      return visible === null || inFlight === null || delayed === null
        ? 'The answer to sqs:GetQueueAttributes lacks a number of messages.'
        : { visible, inFlight, delayed };
    }
  }
}
