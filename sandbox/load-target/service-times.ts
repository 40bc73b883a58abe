import type { Random } from '../../load/stats/random.ts';

/** How long a slot takes for one request. Every time is in milliseconds. */
export type ServiceTime =
  /** Always the same. */
  | { readonly kind: 'constant'; readonly meanMs: number }
  /** Exponential: the squared coefficient of variation is 1. */
  | { readonly kind: 'exponential'; readonly meanMs: number }
  /** Log-normal with the squared coefficient of variation `scv`, above 0. */
  | { readonly kind: 'lognormal'; readonly meanMs: number; readonly scv: number };

/** Draws one service time. */
export function drawServiceMs(time: ServiceTime, random: Random): number {
  switch (time.kind) {
    case 'constant':
      return time.meanMs;
    case 'exponential':
      // 1 − u is above 0, of which there is a logarithm.
      return -time.meanMs * Math.log(1 - random());
    case 'lognormal': {
      // Of exp(N(μ, σ²)) the mean is exp(μ + σ²/2), and the squared coefficient of variation exp(σ²) − 1.
      const variance = Math.log(1 + time.scv);
      const mean = Math.log(time.meanMs) - variance / 2;
      return Math.exp(mean + Math.sqrt(variance) * drawNormal(random));
    }
  }
}

/** By Box and Muller. */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** How late a timer of Node fires on average beyond whole milliseconds, measured on Linux. */
const TIMER_LATENESS_MS = 0.9;

/**
 * The whole milliseconds to give a timer, so that over many it takes the wanted time on average: timers fire late, and are
 * rounded to whole milliseconds, up or down here by chance in proportion.
 */
export function timerMs(wantedMs: number, random: Random): number {
  const corrected = Math.max(0, wantedMs - TIMER_LATENESS_MS);
  const whole = Math.floor(corrected);
  return whole + (random() < corrected - whole ? 1 : 0);
}
