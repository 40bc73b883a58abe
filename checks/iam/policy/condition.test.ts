import { expect, test } from '@jest/globals';
import { evaluateAll, parseConditions, type RequestContext, type Truth } from './condition.ts';

const context: RequestContext = new Map([
  ['iam:passedtoservice', 'ecs-tasks.amazonaws.com'],
  ['aws:principalarn', 'arn:aws:iam::123456789012:role/path/worker'],
  ['aws:username', null],
]);

function judge(raw: unknown): Truth {
  const conditions = parseConditions(raw);
  if (conditions === null) throw new Error('The conditions cannot be read.');
  return evaluateAll(conditions, context);
}

const SERVICE = 'iam:PassedToService';
const ARN = 'aws:PrincipalArn';

test.each<[string, unknown, Truth]>([
  ['none', {}, 'true'],
  ['a value', { StringEquals: { [SERVICE]: 'ecs-tasks.amazonaws.com' } }, 'true'],
  [
    'one of several values',
    { StringEquals: { [SERVICE]: ['x', 'ecs-tasks.amazonaws.com'] } },
    'true',
  ],
  ['another value', { StringEquals: { [SERVICE]: 'lambda.amazonaws.com' } }, 'false'],
  ['no value', { StringEquals: { [SERVICE]: [] } }, 'false'],
  ['a wildcard where there is none (I7)', { StringEquals: { [SERVICE]: 'ecs*' } }, 'false'],
  ['a value in another case', { StringEquals: { [SERVICE]: 'ECS-tasks.amazonaws.com' } }, 'false'],
  [
    'a value in any case',
    { StringEqualsIgnoreCase: { [SERVICE]: 'ECS-tasks.amazonaws.com' } },
    'true',
  ],
  ['a pattern (I7)', { StringLike: { [SERVICE]: 'ecs*' } }, 'true'],
  ['not a pattern (I7)', { StringNotLike: { [SERVICE]: 'ecs*' } }, 'false'],
  ['not another value', { StringNotEquals: { [SERVICE]: 'x' } }, 'true'],
  ['a value if there is one (I7)', { StringEqualsIfExists: { [SERVICE]: 'x' } }, 'false'],
  ['any value of several (I7)', { 'ForAnyValue:StringLike': { [SERVICE]: ['x', 'ecs*'] } }, 'true'],
  ['an ARN', { ArnLike: { [ARN]: 'arn:aws:iam::*:role/path/*' } }, 'true'],
  ['an ARN under the other name', { ArnEquals: { [ARN]: 'arn:aws:iam::*:role/path/*' } }, 'true'],
  [
    'an ARN whose wildcard would reach over a colon',
    { ArnLike: { [ARN]: 'arn:aws:*:role/path/*' } },
    'false',
  ],
  ['a wildcard in place of an ARN', { ArnLike: { [ARN]: '*' } }, 'unknown'],
  ['a wildcard in place of an ARN, under the other name', { ArnEquals: { [ARN]: '*' } }, 'unknown'],
  ['no wildcard in place of an ARN', { ArnNotLike: { [ARN]: ['*', 'arn:x'] } }, 'unknown'],
  ['an ARN beside a wildcard', { ArnLike: { [ARN]: ['*', 'arn:aws:iam::*:role/*'] } }, 'true'],
  ['not an ARN', { ArnNotLike: { [ARN]: 'arn:aws:iam::*:role/*' } }, 'false'],
  ['a key that is known not to be there', { StringEquals: { 'aws:username': 'x' } }, 'false'],
  [
    'any other value of a key that is not there',
    { StringNotEquals: { 'aws:username': 'x' } },
    'true',
  ],
  ['that the key is not there', { Null: { 'aws:username': 'true' } }, 'true'],
  ['that the key is there', { Null: { 'aws:username': false } }, 'false'],
  ['a key of which nothing is known', { Bool: { 'aws:SecureTransport': true } }, 'unknown'],
  [
    'another value, and what is not known',
    { StringEquals: { [SERVICE]: 'x', 'aws:x': 'y' } },
    'false',
  ],
  ['the value, and what is not known', { StringLike: { [SERVICE]: '*', 'aws:x': 'y' } }, 'unknown'],
  ['an operator that is not known', { NumericLessThan: { [SERVICE]: 1 } }, 'unknown'],
])('%s', (_, raw, expected) => {
  expect(judge(raw)).toBe(expected);
});

test.each([null, 'x', [], { Bool: null }, { Bool: { a: null } }])('%j cannot be read', (raw) => {
  expect(parseConditions(raw)).toBeNull();
});
