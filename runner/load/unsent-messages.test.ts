import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { unsentMessages } from './unsent-messages.ts';

const message = {
  ...{ queue: 'tasks', service: 'main/worker', messagesPerSecond: 5, body: '{}' },
} as const;
const load: Spec['load'] = { messages: { tasks: message, orders: message } };

test('whoever sends no messages is told of which queues nothing is said', () => {
  expect(unsentMessages({ load }, ['smoke', 'ramp'])).toBe(
    'The declared messages (tasks, orders) are not sent, so that this test says nothing of their queues: --scenario messaging sends them.',
  );
});

test('where they are sent, or none are declared, there is nothing to tell', () => {
  expect(unsentMessages({ load }, ['ramp', 'messaging'])).toBeNull();
  expect(unsentMessages({ load: {} }, ['ramp'])).toBeNull();
  expect(unsentMessages({}, ['ramp'])).toBeNull();
});
