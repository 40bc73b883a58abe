import { expect, test } from '@jest/globals';
import { millisecondsOf, momentOf, partOf, ratioOf, segmentsOf, shareOf } from './values.ts';

test.each([
  ['500ms', 500],
  ['90s', 90_000],
  ['10m', 600_000],
  ['1.5h', 5_400_000],
])('%s is a duration', (text, milliseconds) => {
  expect(millisecondsOf(text)).toBe(milliseconds);
});

test.each(['10', 'm', '-1s', '1d', '1 m', ''])('"%s" is no duration', (text) => {
  expect(() => millisecondsOf(text)).toThrow('A duration looks like 90s, 10m or 1h.');
});

test.each(['0', '1.1', '-1', 'x', 'NaN'])('"%s" is no share', (text) => {
  expect(() => shareOf(text)).toThrow('A share is above 0 and at most 1.');
});

test('a share is a number above 0', () => {
  expect([shareOf('0.5'), shareOf('1')]).toEqual([0.5, 1]);
});

test('a ratio is a number of at least 1', () => {
  expect([ratioOf('1'), ratioOf('1.5')]).toEqual([1, 1.5]);
  for (const text of ['0.9', '-2', '1,5', 'x', '']) expect(() => ratioOf(text)).toThrow('ratio');
});

test('a segment is one of several', () => {
  expect(partOf('2/3')).toEqual({ index: 2, of: 3 });
  expect(() => partOf('4/3')).toThrow('A segment looks like 2/3, from 1/2 to 1000/1000.');
});

test('a load has several segments', () => {
  expect([segmentsOf('2'), segmentsOf('1000')]).toEqual([2, 1000]);
  for (const text of ['1', '0', '1001', '2/3', '-2', '']) {
    expect(() => segmentsOf(text)).toThrow('There are from 2 to 1000 segments.');
  }
});

test('a moment is of UTC, and is there', () => {
  expect(momentOf('2026-11-29T09:00:00Z')).toBe(Date.UTC(2026, 10, 29, 9));
  expect(momentOf('2026-11-29T09:00Z')).toBe(Date.UTC(2026, 10, 29, 9));
  for (const text of [
    '2026-11-29T09:00:00',
    '2026-02-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '9:00',
    '',
  ]) {
    expect(() => momentOf(text)).toThrow('A moment looks like 2026-11-29T09:00:00Z.');
  }
});
