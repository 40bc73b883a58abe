import { expect, test } from '@jest/globals';
import { keyHash } from './key-hash.ts';
import { column } from './testing/facts.ts';

const texts = [{ text: '"id"::text', nullable: false }];
const HASHED = 'hashtextextended(("id"::text) COLLATE "C", 0::bigint)';

test.each(['smallint', 'integer', 'bigint'])('the bits of one %s spread rows', (type) => {
  expect(keyHash([column('id', type)], texts, 'hashtextextended')).toBe(
    '"id"::bigint # ("id"::bigint >> 6) # ("id"::bigint >> 12)',
  );
});

test('other keys are hashed', () => {
  expect(keyHash([column('id', 'uuid')], texts, 'hashtextextended')).toBe(HASHED);
  expect(keyHash([column('id', 'numeric')], texts, 'hashtextextended')).toBe(HASHED);
  const two = [column('id', 'bigint'), column('line', 'integer')];
  expect(keyHash(two, texts, 'hashtextextended')).toBe(HASHED);
});
