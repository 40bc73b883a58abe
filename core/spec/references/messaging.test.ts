import { expect, test } from '@jest/globals';
import { lines, renderedWith } from '../testing/rendered.ts';

test('the whole spec is valid', () => {
  expect(renderedWith('{}')).toBeNull();
});

test.each([
  [
    'a FIFO queue without suffix',
    'queues: { jobs: { fifo: true }, jobs-dead: { fifo: true } }',
    lines(
      'spec.yaml:3:29  error  queues.jobs.fifo: the name of a FIFO queue ends in .fifo, and jobs does not',
      '     3 │     queues: { jobs: { fifo: true }, jobs-dead: { fifo: true } }',
      '       │                             ^^^^',
      'spec.yaml:3:56  error  queues.jobs-dead.fifo: the name of a FIFO queue ends in .fifo, and jobs-dead does not',
      '     3 │     queues: { jobs: { fifo: true }, jobs-dead: { fifo: true } }',
      '       │                                                        ^^^^',
      'spec.yaml:140:81  error  buses.events.rules.orders.targets[0].deadLetterQueue: the dead letters of a rule go to a standard queue',
      '   140 │         targets: [{ queue: steps.fifo, messageGroupId: orders, deadLetterQueue: jobs-dead }]',
      '       │                                                                                 ^^^^^^^^^',
      '3 errors',
    ),
  ],
  [
    'a suffix without FIFO',
    'queues: { steps.fifo: { fifo: false, contentBasedDeduplication: null } }',
    lines(
      `spec.yaml:3:35  error  queues["steps.fifo"].fifo: steps.fifo ends in .fifo, as only a FIFO queue's name may`,
      '     3 │     queues: { steps.fifo: { fifo: false, contentBasedDeduplication: null } }',
      '       │                                   ^^^^^',
      'spec.yaml:144:60  error  translation.subjects.steps.ordered: only a FIFO queue keeps messages in order',
      '   144 │     steps: { pattern: steps.*, queue: steps.fifo, ordered: true }',
      '       │                                                            ^^^^',
      '2 errors',
    ),
  ],
  [
    'deduplication without FIFO',
    'queues: { jobs-dead: { contentBasedDeduplication: true } }',
    lines(
      'spec.yaml:3:55  error  queues.jobs-dead.contentBasedDeduplication: only a FIFO queue removes duplicates',
      '     3 │     queues: { jobs-dead: { contentBasedDeduplication: true } }',
      '       │                                                       ^^^^',
      '1 error',
    ),
  ],
  [
    'a dead-letter queue',
    'queues: { jobs: { deadLetter: { queue: jobs-ded } } }',
    lines(
      'spec.yaml:3:44  error  queues.jobs.deadLetter.queue: there is no queue "jobs-ded" — did you mean "jobs-dead"?',
      '     3 │     queues: { jobs: { deadLetter: { queue: jobs-ded } } }',
      '       │                                            ^^^^^^^^  queues declares jobs, jobs-dead, steps.fifo',
      '1 error',
    ),
  ],
  [
    'its own dead-letter queue',
    'queues: { jobs: { deadLetter: { queue: jobs } } }',
    lines(
      'spec.yaml:3:44  error  queues.jobs.deadLetter.queue: a queue cannot be its own dead-letter queue',
      '     3 │     queues: { jobs: { deadLetter: { queue: jobs } } }',
      '       │                                            ^^^^',
      '1 error',
    ),
  ],
  [
    'a dead-letter queue of the other kind',
    'queues: { jobs: { deadLetter: { queue: steps.fifo } } }',
    lines(
      'spec.yaml:3:44  error  queues.jobs.deadLetter.queue: the dead letters of a FIFO queue go to a FIFO queue, and only they do',
      '     3 │     queues: { jobs: { deadLetter: { queue: steps.fifo } } }',
      '       │                                            ^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a target queue',
    'buses: { events: { rules: { orders: { targets: [{ queue: step.fifo }] } } } }',
    lines(
      'spec.yaml:3:62  error  buses.events.rules.orders.targets[0].queue: there is no queue "step.fifo" — did you mean "steps.fifo"?',
      '     3 │     buses: { events: { rules: { orders: { targets: [{ queue: step.fifo }] } } } }',
      '       │                                                              ^^^^^^^^^  queues declares jobs, jobs-dead, steps.fifo',
      '1 error',
    ),
  ],
  [
    'a target topic',
    'buses: { events: { rules: { orders: { targets: [{ topic: alarm }] } } } }',
    lines(
      'spec.yaml:3:62  error  buses.events.rules.orders.targets[0].topic: there is no topic "alarm" — did you mean "alarms"?',
      '     3 │     buses: { events: { rules: { orders: { targets: [{ topic: alarm }] } } } }',
      '       │                                                              ^^^^^  topics declares alarms',
      '1 error',
    ),
  ],
  [
    'a target log group',
    'buses: { events: { rules: { orders: { targets: [{ logGroup: /ecs/apis }] } } } }',
    lines(
      'spec.yaml:3:65  error  buses.events.rules.orders.targets[0].logGroup: there is no log group "/ecs/apis" — did you mean "/ecs/api"?',
      '     3 │     buses: { events: { rules: { orders: { targets: [{ logGroup: /ecs/apis }] } } } }',
      '       │                                                                 ^^^^^^^^^  logGroups declares /ecs/api',
      '1 error',
    ),
  ],
  [
    'a target role',
    'buses: { events: { rules: { orders: { targets: [{ queue: jobs, role: api-tasks }] } } } }',
    lines(
      'spec.yaml:3:74  error  buses.events.rules.orders.targets[0].role: there is no role "api-tasks" — did you mean "api-task"?',
      '     3 │     buses: { events: { rules: { orders: { targets: [{ queue: jobs, role: api-tasks }] } } } }',
      '       │                                                                          ^^^^^^^^^  roles declares api-task, api-execution',
      '1 error',
    ),
  ],
  [
    'two targets in one',
    'buses: { events: { rules: { orders: { targets: [{ queue: jobs, topic: alarms }] } } } }',
    lines(
      'spec.yaml:3:53  error  buses.events.rules.orders.targets[0]: a target is exactly one of queue, topic and logGroup',
      '     3 │     buses: { events: { rules: { orders: { targets: [{ queue: jobs, topic: alarms }] } } } }',
      '       │                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a FIFO target without a group',
    'buses: { events: { rules: { orders: { targets: [{ queue: steps.fifo }] } } } }',
    lines(
      'spec.yaml:3:62  error  buses.events.rules.orders.targets[0].queue: a FIFO queue as a target needs a messageGroupId',
      '     3 │     buses: { events: { rules: { orders: { targets: [{ queue: steps.fifo }] } } } }',
      '       │                                                              ^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a FIFO dead-letter queue of a rule',
    'buses: { events: { rules: { orders: { targets: [{ queue: jobs, deadLetterQueue: steps.fifo }] } } } }',
    lines(
      'spec.yaml:3:85  error  buses.events.rules.orders.targets[0].deadLetterQueue: the dead letters of a rule go to a standard queue',
      '     3 │     buses: { events: { rules: { orders: { targets: [{ queue: jobs, deadLetterQueue: steps.fifo }] } } } }',
      '       │                                                                                     ^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a dead-letter queue of a rule',
    'buses: { events: { rules: { orders: { targets: [{ queue: jobs, deadLetterQueue: dead }] } } } }',
    lines(
      'spec.yaml:3:85  error  buses.events.rules.orders.targets[0].deadLetterQueue: there is no queue "dead"',
      '     3 │     buses: { events: { rules: { orders: { targets: [{ queue: jobs, deadLetterQueue: dead }] } } } }',
      '       │                                                                                     ^^^^  queues declares jobs, jobs-dead, steps.fifo',
      '1 error',
    ),
  ],
  [
    'a rule without a pattern',
    'buses: { events: { rules: { orders: { pattern: null } } } }',
    lines(
      'spec.yaml:3:43  error  buses.events.rules.orders.pattern: a rule has a pattern or a scheduleExpression',
      '     3 │     buses: { events: { rules: { orders: { pattern: null } } } }',
      '       │                                           ^^^^^^^',
      '1 error',
    ),
  ],
  [
    "a subject's bus",
    'translation: { subjects: { orders: { bus: event } } }',
    lines(
      'spec.yaml:3:47  error  translation.subjects.orders.bus: there is no event bus "event" — did you mean "events"?',
      '     3 │     translation: { subjects: { orders: { bus: event } } }',
      '       │                                               ^^^^^  buses declares events',
      '1 error',
    ),
  ],
  [
    "a subject's queue",
    'translation: { subjects: { steps: { queue: step.fifo, ordered: false } } }',
    lines(
      'spec.yaml:3:48  error  translation.subjects.steps.queue: there is no queue "step.fifo" — did you mean "steps.fifo"?',
      '     3 │     translation: { subjects: { steps: { queue: step.fifo, ordered: false } } }',
      '       │                                                ^^^^^^^^^  queues declares jobs, jobs-dead, steps.fifo',
      '1 error',
    ),
  ],
  [
    'a subject without a way',
    'translation: { subjects: { orders: { bus: null } } }',
    lines(
      'spec.yaml:3:42  error  translation.subjects.orders.bus: a subject travels by a bus or by a queue',
      '     3 │     translation: { subjects: { orders: { bus: null } } }',
      '       │                                          ^^^',
      '1 error',
    ),
  ],
  [
    'an event without a source',
    'translation: { subjects: { orders: { source: null } } }',
    lines(
      'spec.yaml:143:39  error  translation.subjects.orders.bus: an event on a bus has a source and a detailType',
      '   143 │     orders: { pattern: orders.*, bus: events, source: shop, detailType: Order }',
      '       │                                       ^^^^^^',
      '1 error',
    ),
  ],
  [
    'order without FIFO',
    'translation: { subjects: { steps: { queue: jobs } } }',
    lines(
      'spec.yaml:144:60  error  translation.subjects.steps.ordered: only a FIFO queue keeps messages in order',
      '   144 │     steps: { pattern: steps.*, queue: steps.fifo, ordered: true }',
      '       │                                                            ^^^^',
      '1 error',
    ),
  ],
])('%s', (_, overlay, message) => {
  expect(renderedWith(overlay)).toBe(message);
});
