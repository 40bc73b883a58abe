// A healthy queue, for the tables of the checks of queues.
import type { Queue } from '../../../collectors/aws/sqs/queues.ts';
import type { QueueSpec } from '../../../core/spec/sections/messaging.ts';

const PLACE = 'arn:aws:sqs:us-east-1:123456789012';
export const DAY = 24 * 60 * 60;

export function queueArn(name: string): string {
  return `${PLACE}:${name}`;
}

/** A queue with a dead-letter queue, unless told that it has none. */
export function declaredQueue(
  facts: Partial<Omit<QueueSpec, 'deadLetter'>> & { deadLetter?: undefined } = {},
): QueueSpec {
  const declared: QueueSpec = {
    fifo: false,
    visibilityTimeoutSeconds: 300,
    retentionDays: 4,
    ...facts,
    deadLetter: { queue: 'tasks-dlq', maxReceives: 3 },
  };
  if ('deadLetter' in facts) delete declared.deadLetter;
  return declared;
}

export function queueArtifact(facts: Partial<Queue> = {}, name = 'tasks'): Queue {
  return {
    arn: queueArn(name),
    fifo: false,
    contentBasedDeduplication: null,
    visibilityTimeoutSeconds: 300,
    retentionSeconds: 4 * DAY,
    delaySeconds: 0,
    receiveWaitSeconds: 0,
    kmsKeyId: null,
    sseManaged: true,
    redrive: { targetArn: queueArn('tasks-dlq'), maxReceives: 3 },
    redriveAllow: null,
    policy: null,
    messages: { visible: 0, inFlight: 0, delayed: 0 },
    ...facts,
  };
}

/** A policy of the queue, of these statements. */
export function policyOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
