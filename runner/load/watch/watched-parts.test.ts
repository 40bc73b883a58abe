import { expect, test } from '@jest/globals';
import { EVENTS_SPEC, MESSAGES_SPEC } from '../../../load/judge/testing/sent-messages.ts';
import { queueNames, watchedParts } from './watched-parts.ts';

test('a queue is watched with that of its dead letters', () => {
  const { queues, services, spec } = watchedParts(MESSAGES_SPEC, ['messaging']);
  expect(queues).toEqual([{ queue: 'tasks', deadLetter: 'tasks-dlq', rules: [] }]);
  expect(services.map(({ key }) => key)).toEqual(['main/api']);
  expect(Object.keys(spec.queues ?? {})).toEqual(['tasks', 'tasks-dlq']);
});

test('where events reach it, those of the rules are watched as well', () => {
  const deadLetters = { fifo: false, visibilityTimeoutSeconds: 30, retentionDays: 14 };
  const { queues, spec } = watchedParts(
    {
      ...EVENTS_SPEC,
      queues: { ...EVENTS_SPEC.queues, 'events-dlq': deadLetters, other: deadLetters },
    },
    ['messaging'],
  );
  expect(queues).toEqual([
    {
      ...{ queue: 'tasks', deadLetter: 'tasks-dlq' },
      rules: [{ bus: 'events', rule: 'jobs', deadLetter: 'events-dlq' }],
    },
  ]);
  expect(queues.map(queueNames)).toEqual([['tasks', 'tasks-dlq', 'events-dlq']]);
  expect(Object.keys(spec.queues ?? {})).toEqual(['tasks', 'tasks-dlq', 'events-dlq']);
});

test('of requests no queue is watched', () => {
  expect(watchedParts(EVENTS_SPEC, ['ramp']).queues).toEqual([]);
});
