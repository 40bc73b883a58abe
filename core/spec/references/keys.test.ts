import { expect, test } from '@jest/globals';
import { lines, renderedWith } from '../testing/rendered.ts';

test('the whole spec is valid', () => {
  expect(renderedWith('{}')).toBeNull();
});

test.each([
  [
    'a key',
    'aurora: { db: { kmsKeyAlias: alias/shops } }',
    lines(
      'spec.yaml:3:34  error  aurora.db.kmsKeyAlias: there is no KMS key "alias/shops" — did you mean "alias/shop"?',
      '     3 │     aurora: { db: { kmsKeyAlias: alias/shops } }',
      '       │                                  ^^^^^^^^^^^  kmsKeys declares alias/shop',
      '1 error',
    ),
  ],
  [
    'a secret that neither rotates nor is static',
    'secrets: { shop/db: { rotationDays: null } }',
    lines(
      'spec.yaml:3:27  error  secrets["shop/db"].rotationDays: a secret has either rotationDays or a staticReason',
      '     3 │     secrets: { shop/db: { rotationDays: null } }',
      '       │                           ^^^^^^^^^^^^  one that is never rotated says why',
      '1 error',
    ),
  ],
  [
    'a secret that is both',
    'secrets: { shop/db: { staticReason: It never changes. } }',
    lines(
      'spec.yaml:103:28  error  secrets["shop/db"].rotationDays: a secret has either rotationDays or a staticReason',
      '   103 │   shop/db: { rotationDays: 30, consumers: [api], kmsKeyAlias: alias/aws/secretsmanager }',
      '       │                            ^^  one that is never rotated says why',
      '1 error',
    ),
  ],
  [
    'a consumer',
    'secrets: { shop/db: { consumers: [web] } }',
    lines(
      'spec.yaml:3:39  error  secrets["shop/db"].consumers[0]: there is no service "web"',
      '     3 │     secrets: { shop/db: { consumers: [web] } }',
      '       │                                       ^^^  clusters api',
      '1 error',
    ),
  ],
])('%s', (_, overlay, message) => {
  expect(renderedWith(overlay)).toBe(message);
});
