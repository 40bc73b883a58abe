import { expect, test } from '@jest/globals';
import { toldMessage } from './told-message.ts';

const UNTOLD = 'an error about its data, whose text --show-values tells';
const message = 'invalid input syntax for type integer: "123-45-6789"';

test.each([
  ['22P02', false, UNTOLD],
  ['21000', false, UNTOLD],
  ['23505', false, UNTOLD],
  ['P0001', false, UNTOLD],
  ['22P02', true, message],
  ['42P01', false, message],
  [null, false, message],
])('%s, with values %p', (code, showValues, expected) => {
  expect(toldMessage({ code, message }, showValues)).toBe(expected);
});

test('a secret is never told', () => {
  const secret = { code: '22P02', message: 'invalid input: "password=hunter2"' };
  expect(toldMessage(secret, true)).toBe('invalid input: "[redacted]"');
});
