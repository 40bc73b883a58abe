import { expect, test } from '@jest/globals';
import { readVersion } from './k6-version.ts';

test.each([
  ['k6 v1.8.0 (go1.25.3, linux/amd64)\n', '1.8.0'],
  ['k6 v1.8.1 (go1.26.8, linux/amd64)\n', '1.8.1'],
  ['k6 v1.9.0-rc1 (go1.26.8, linux/amd64)\n', '1.9.0-rc1'],
  ['k6.exe v2.2.0 (commit/5a2fcb2, go1.26.8, windows/amd64)\nExtensions:\n', '2.2.0'],
  ['k6 v2.0.0-rc1 (go1.26.8, darwin/arm64)', '2.0.0-rc1'],
  ['k6 v1.10.0+build.5 (go1.26.8, linux/amd64)', '1.10.0'],
])('%j fits', (printed, version) => {
  expect(readVersion(printed)).toEqual({ fits: true, version });
});

test.each([
  ['k6 v1.7.9 (go1.25.3, linux/amd64)', 'it is k6 1.7.9, and >= 1.8.0 and < 3 is needed.'],
  ['k6 v0.57.0 (go1.23, linux/amd64)', 'it is k6 0.57.0, and >= 1.8.0 and < 3 is needed.'],
  ['k6 v1.8.0-rc1 (go1.25, linux/amd64)', 'it is k6 1.8.0-rc1, and >= 1.8.0 and < 3 is needed.'],
  ['k6 v3.0.0-rc1 (go1.27, linux/amd64)', 'it is k6 3.0.0-rc1, and >= 1.8.0 and < 3 is needed.'],
  ['k6 v3.0.0', 'it is k6 3.0.0, and >= 1.8.0 and < 3 is needed.'],
  ['k6 v10.8.0', 'it is k6 10.8.0, and >= 1.8.0 and < 3 is needed.'],
  ['k6 v1.8', 'it is no k6.'],
  ['k60 v1.8.1', 'it is no k6.'],
  ['xk6 v1.8.1', 'it is no k6.'],
  ['', 'it is no k6.'],
])('%j does not', (printed, why) => {
  expect(readVersion(printed)).toEqual({ fits: false, why });
});
