import { expect, test } from '@jest/globals';
import type { Check } from '../core/check.ts';
import { excludeBy } from './select.ts';

const checks = [
  'account/identity',
  'ecs/service-active',
  'ecs/no-public-ip',
  'sg/ingress-exact',
].map((id) => ({ id }) as Check);
const kept = (only: readonly string[], skip: readonly string[] = []) => {
  const exclude = excludeBy(only, skip, checks);
  return checks.filter((check) => exclude(check) === null).map(({ id }) => id);
};

test.each<[string, readonly string[], readonly string[], readonly string[]]>([
  ['no pattern keeps all', [], [], checks.map(({ id }) => id)],
  ['a domain', ['ecs'], [], ['account/identity', 'ecs/service-active', 'ecs/no-public-ip']],
  ['a check', ['sg/ingress-exact'], [], ['account/identity', 'sg/ingress-exact']],
  ['a pattern', ['*/no-*'], [], ['account/identity', 'ecs/no-public-ip']],
  ['skip wins over only', ['ecs'], ['ecs/no-*'], ['account/identity', 'ecs/service-active']],
  [
    'the account is never left out',
    [],
    ['account', 'sg'],
    ['account/identity', 'ecs/service-active', 'ecs/no-public-ip'],
  ],
])('%s', (_, only, skip, expected) => {
  expect(kept(only, skip)).toEqual(expected);
});

test.each(['ec', 'ecs/service', 'service-active', 'ecs.*'])(
  'a pattern is anchored, so "%s" matches nothing and is refused',
  (pattern) => {
    expect(() => excludeBy([pattern], [], checks)).toThrow(
      `no check of the suite matches "${pattern}"; see landfall list`,
    );
  },
);

test('what is left out says why', () => {
  const exclude = excludeBy(['sg'], ['ecs/no-public-ip'], checks);
  expect(checks.map(exclude)).toEqual([
    null,
    'Left out of this run by --only.',
    'Left out of this run by --skip.',
    null,
  ]);
});
