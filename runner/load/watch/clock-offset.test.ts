import { expect, test } from '@jest/globals';
import { ClockOffset } from './clock-offset.ts';

const SECOND = Date.parse('2026-11-29T12:00:00Z');

/** What AWS says at a moment of ours, when its clock is ahead by so much and the answer takes so long. */
const reading = (atMs: number, aheadMs: number, tookMs = 20) => ({
  awsMs: Math.floor((atMs + tookMs / 2 + aheadMs) / 1000) * 1000,
  sentMs: atMs,
  receivedMs: atMs + tookMs,
});

test('without an answer nothing is known, which is not an offset of zero', () => {
  expect(new ClockOffset().now()).toBeNull();
});

test.each([-90_000, -400, 0, 250, 3_600_000])(
  'an offset of %d ms is told to the second',
  (ahead) => {
    const offset = new ClockOffset();
    offset.observe(reading(SECOND + 120, ahead));
    expect(Math.abs((offset.now() ?? NaN) - ahead)).toBeLessThanOrEqual(510);
  },
);

test('many answers at odd moments tell it better, and one that took long does not spoil them', () => {
  const offset = new ClockOffset();
  for (let look = 0; look < 101; look += 1) offset.observe(reading(SECOND + look * 5_037, 250));
  offset.observe(reading(SECOND, 250, 60_000));
  expect(Math.abs((offset.now() ?? NaN) - 250)).toBeLessThanOrEqual(30);
});
