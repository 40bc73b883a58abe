import { expect, test } from '@jest/globals';
import { isKnownAction } from './known-actions.ts';

test.each([
  ['s3:DeleteObject', true],
  ['S3:deleteobject', true],
  ['s3:Delete*', true],
  ['s3:*', true],
  ['*', true],
  ['s3:DeletObject', false],
  ['s3:Destroy*', false],
  ['s3s:DeleteObject', false],
  ['polly:AnythingAtAll', true],
])('%s is an action of AWS: %p', (action, isKnown) => {
  expect(isKnownAction(action)).toBe(isKnown);
});
