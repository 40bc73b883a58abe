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
  expect(goesOffWith(rule, CHILD)).toBe(true);
});

test.each([
  'NOT ALARM("cpu")',
  'ALARM(cpu) AND ALARM(other)',
  'ALARM(cpu) AND NOT ALARM("deployment under way")',
  'ALARM(other) OR OK(cpu)',
  'INSUFFICIENT_DATA(cpu)',
  'ALARM(cpu) AND FALSE',
  'ALARM(cpu-high)',
  'NOT (ALARM(cpu) OR ALARM(other))',
  'FALSE',
])('%s need not go off with the child', (rule) => {
  expect(goesOffWith(rule, CHILD)).toBe(false);
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
  expect(goesOffWith(rule, CHILD)).toBeNull();
});
