import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { confirmTarget } from './confirm-target.ts';

function spec(environment: 'staging' | 'production'): Spec {
  return {
    account: { id: '123456789012' },
    load: {
      target: { origin: 'https://api.example.com:8443', environment, timeoutMs: 1000 },
      limits: {},
      workloads: {},
    },
  } as unknown as Spec;
}

test('a target that is not production needs no word', () => {
  expect(() => {
    confirmTarget(spec('staging'), null);
  }).not.toThrow();
});

test('production needs its account and its target', () => {
  expect(() => {
    confirmTarget(spec('production'), '123456789012/api.example.com:8443');
  }).not.toThrow();
});

test.each([
  [
    'nothing',
    null,
    'https://api.example.com:8443 is production. To load it, say so: --confirm 123456789012/api.example.com:8443',
  ],
  [
    'another account',
    '210987654321/api.example.com:8443',
    'https://api.example.com:8443 is production, and --confirm 210987654321/api.example.com:8443 is not it. To load it: --confirm 123456789012/api.example.com:8443',
  ],
  [
    'yes',
    'yes',
    'https://api.example.com:8443 is production, and --confirm yes is not it. To load it: --confirm 123456789012/api.example.com:8443',
  ],
])('%s is not enough for production', (_what, said, message) => {
  expect(() => {
    confirmTarget(spec('production'), said);
  }).toThrow(message);
});
