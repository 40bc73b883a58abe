import { expect, test } from '@jest/globals';
import { didYouMean, similarTo } from './similar.ts';

test.each([
  ['ingres', ['ingress', 'egress'], ['ingress']],
  ['ingress', ['Ingress'], ['Ingress']],
  ['memory', ['memoryMiB', 'revision'], ['memoryMiB']],
  ['cpu', ['cpuUnits', 'cup'], ['cpuUnits', 'cup']],
  ['retentionInDays', ['rotationDays', 'retentionDays'], ['retentionDays', 'rotationDays']],
  ['zebra', ['account', 'phase'], []],
  // One letter is like every other word of one or two letters.
  ['a', ['b', 'ab', 'db'], []],
  ['', ['a', 'abc'], []],
  ['prod', ['production'], ['production']],
  ['pr', ['production'], []],
])('%s among %j', (word, names, expected) => {
  expect(similarTo(word, names)).toEqual(expected);
});

test('the likeliest is suggested', () => {
  expect(didYouMean('acount', ['amount', 'account'])).toBe(' — did you mean "account"?');
  expect(didYouMean('zebra', ['account'])).toBe('');
});
