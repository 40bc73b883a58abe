import { expect, test } from '@jest/globals';
import { isReferenceTo, parseSecretReference } from './secret-reference.ts';

const ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:app/jwt-AbCdEf';

test.each([
  [ARN, { arn: ARN, stage: null, version: null }],
  [`${ARN}:::`, { arn: ARN, stage: null, version: null }],
  [`${ARN}:password::`, { arn: ARN, stage: null, version: null }],
  [`${ARN}::AWSPREVIOUS:`, { arn: ARN, stage: 'AWSPREVIOUS', version: null }],
  [`${ARN}:key::9d4c`, { arn: ARN, stage: null, version: '9d4c' }],
  ['arn:aws:ssm:us-east-1:123456789012:parameter/app/jwt', null],
  ['app/jwt', null],
  [`${ARN}:key`, null],
  ['', null],
])('%s', (valueFrom, reference) => {
  expect(parseSecretReference(valueFrom)).toEqual(reference);
});

test.each([
  [ARN, true],
  [ARN.replace('-AbCdEf', ''), true],
  [ARN.replace('AbCdEf', 'GhIjKl'), false],
  [ARN.replace('us-east-1', 'eu-west-1'), false],
  [ARN.replace('123456789012', '999999999999'), false],
  [ARN.replace('app/jwt', 'app/jwt-old'), false],
])('%s means the secret: %s', (arn, means) => {
  expect(isReferenceTo({ arn, stage: null, version: null }, ARN)).toBe(means);
});
