import { expect, test } from '@jest/globals';
import { imageKey, registryImage } from './image-names.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const HERE = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const spec = { account: { id: '123456789012', region: 'us-east-1' } };

test.each([
  [`${HERE}/shop/api:1.2.3`, 'shop/api:1.2.3'],
  [`${HERE}/api`, 'api:latest'],
  [`${HERE}/api@${DIGEST}`, `api@${DIGEST}`],
  [`${HERE}/api:1@${DIGEST}`, `api@${DIGEST}`],
  [`${HERE.replace('us-east-1', 'eu-west-1')}/api:1`, null],
  [`${HERE.replace('1234', '9999')}/api:1`, null],
  ['public.ecr.aws/nginx/nginx:1', null],
  [`${HERE}/api:`, null],
])('%s: %p', (image, key) => {
  const parsed = registryImage(image, spec);
  expect(parsed === null ? null : imageKey(parsed)).toBe(key);
});
