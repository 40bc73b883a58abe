import { expect, test } from '@jest/globals';
import { goesOffWith } from './alarm-rule.ts';

const CHILD = ['cpu', 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:cpu'];

test.each([
  'ALARM(cpu)',
  'ALARM("cpu")',
  "ALARM( 'cpu' )",
  'ALARM(arn:aws:cloudwatch:us-east-1:123456789012:alarm:cpu)',
  '(ALARM(cpu))',
  'ALARM(cpu) OR ALARM(other)',
  'ALARM(other) OR (ALARM(more) AND OK(cpu)) OR ALARM(cpu)',
  'ALARM(cpu) AND NOT OK("cpu")',
  'NOT (OK(cpu) OR INSUFFICIENT_DATA(cpu))',
  'ALARM(cpu) AND TRUE',
  'NOT NOT ALARM(cpu)',
])('%s goes off with the child', (rule) => {
  expect(goesOffWith(rule, CHILD)).toBe('always');
});

test.each([
  'NOT ALARM("cpu")',
  'ALARM(cpu) AND ALARM(other)',
  'ALARM(cpu) AND NOT OK("deployment")',
  'ALARM(other) OR OK(cpu)',
  'INSUFFICIENT_DATA(cpu)',
  'ALARM(cpu) AND FALSE',
  'ALARM(cpu-high)',
  'NOT (ALARM(cpu) OR ALARM(other))',
  'FALSE',
])('%s does not go off with the child alone', (rule) => {
  expect(goesOffWith(rule, CHILD)).toBe('never');
});

test.each([
  'ALARM(cpu) AND NOT ALARM("deployment under way")',
  'ALARM(cpu) AND (OK(other) OR ALARM(more))',
])('%s goes off with the child unless others keep it from that', (rule) => {
  expect(goesOffWith(rule, CHILD)).toBe('unless');
});

test.each([
  '',
  'ALARM(cpu) OR ALARM(other) AND ALARM(more)',
  'AT_LEAST(1, ALARM, (cpu, other))',
  'ALARM(cpu) ALARM(other)',
  'ALARM(cpu) OR',
  'AND ALARM(cpu)',
  '(ALARM(cpu)',
  'ALARM(cpu))',
  'NOT',
  'ALARM()',
  '()',
])('%p cannot be read', (rule) => {
  expect(goesOffWith(rule, CHILD)).toBe('unread');
});
