import { expect, test } from '@jest/globals';
import { isControl } from './controls.ts';

test.each<[string, boolean]>([
  ['Security Hub 2026-08 ECS.2', true],
  ['Security Hub 2026-08 SecretsManager.1', true],
  ['CIS AWS 5.0.0 2.2.4', true],
  ['CIS AWS 6.0.0 6.3', true],
  // Withdrawn in March 2026 in favour of ECS.4, ECS.17, ECS.20 and ECS.21.
  ['Security Hub 2026-08 ECS.1', false],
  ['CIS AWS 5.2', false],
  ['CIS AWS 5.0.0 ECS.2', false],
  ['ECS.2', false],
])('%s', (id, is) => {
  expect(isControl(id)).toBe(is);
});
