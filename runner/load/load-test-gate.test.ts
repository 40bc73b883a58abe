import { expect, test } from '@jest/globals';
import type { CallRecord } from '../../core/aws.ts';
import { createLoadTestGate } from './load-test-gate.ts';

const given = { content: { id: 'test' }, calls: [{ id: 'ecs:X#1' } as unknown as CallRecord] };

test('a collector that has not declared that it reads the load test is refused', () => {
  const reader = createLoadTestGate(given).readerFor({ id: 'aws/ecs/services' });
  expect(() => reader.read()).toThrow(
    'The collector aws/ecs/services has not declared that it reads the load test.',
  );
});

test('the calls are those of a run that has read of them', () => {
  const gate = createLoadTestGate(given);
  expect(gate.ledger()).toEqual([]);
  expect(gate.readerFor({ id: 'load/kept-test', readsLoadTest: true }).read()).toBe(given);
  expect(gate.ledger()).toBe(given.calls);
});

test('without a load test there is none, and there are no calls', () => {
  const gate = createLoadTestGate(null);
  expect(gate.readerFor({ id: 'load/kept-test', readsLoadTest: true }).read()).toBeNull();
  expect(gate.ledger()).toEqual([]);
});
