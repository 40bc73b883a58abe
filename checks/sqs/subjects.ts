import type { Subject } from '../../core/check.ts';
import type { QueueSpec } from '../../core/spec/sections/messaging.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface QueueSubject extends Subject {
  readonly declared: QueueSpec;
}

/** Every declared queue, by its name as its collector keys it. */
export function declaredQueues(spec: Spec): readonly QueueSubject[] {
  return Object.entries(spec.queues ?? {}).map(([name, declared]) => ({
    name,
    path: ['queues', name],
    declared,
  }));
}

export interface SourceSubject extends QueueSubject {
  readonly target: DeadLetterTarget | null;
}

interface DeadLetterTarget {
  readonly name: string;
  readonly declared: QueueSpec;
}

/** Every queue whose messages are to be handled; one that takes the dead letters of others needs no queue for its own. */
export function sourceQueues(spec: Spec): readonly SourceSubject[] {
  const deadLetters = deadLetterNames(spec);
  return declaredQueues(spec).map((subject) => {
    const name = subject.declared.deadLetter?.queue;
    const declared = name === undefined ? undefined : spec.queues?.[name];
    return {
      ...subject,
      target: name === undefined || declared === undefined ? null : { name, declared },
      ...(deadLetters.has(subject.name) && {
        notApplicable: 'The queue takes the dead letters of others.',
      }),
    };
  });
}

/** Every queue that takes dead letters, of queues or of rules. */
export function deadLetterQueues(spec: Spec): readonly QueueSubject[] {
  const names = deadLetterNames(spec);
  return declaredQueues(spec).filter(({ name }) => names.has(name));
}

function deadLetterNames({ queues, buses }: Spec): ReadonlySet<string> {
  const ofQueues = Object.values(queues ?? {}).map(({ deadLetter }) => deadLetter?.queue);
  const ofRules = Object.values(buses ?? {})
    .flatMap(({ rules }) => Object.values(rules))
    .flatMap(({ targets }) => targets.map(({ deadLetterQueue }) => deadLetterQueue));
  return new Set([...ofQueues, ...ofRules].filter((name) => name !== undefined));
}

export const NO_QUEUES = 'The spec declares no SQS queue.';
export const NO_DEAD_LETTER_QUEUES = 'The spec declares no dead-letter queue.';
export const ABSENT = 'The queue does not exist.';

/** The name of a queue from its ARN. */
export function queueNameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
