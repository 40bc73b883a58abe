import { expect, test } from '@jest/globals';
import { isKey } from './identity.ts';
import { KEY_ARN, keyArtifact } from './testing/fixtures.ts';

test.each([
  [KEY_ARN, true],
  ['1234abcd', true],
  ['alias/main', true],
  ['arn:aws:kms:us-east-1:123456789012:alias/main', true],
  ['', false],
  ['abcd', false],
  ['alias/aws/sqs', false],
  ['arn:aws:kms:eu-west-1:123456789012:key/1234abcd', false],
])('%p: %p', (text, expected) => {
  expect(isKey(text, 'alias/main', keyArtifact())).toBe(expected);
});
