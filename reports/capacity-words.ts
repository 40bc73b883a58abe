import type { Capacity } from '../core/load/capacity.ts';

/** Such as `from 58.8 to 61.3 requests a second, 1.47 to 1.53 times the declared rate`, and never more than was sent. */
export function capacityInWords({
  lowerRequestsPerSecond: lower,
  upperRequestsPerSecond: upper,
  headroom,
}: Capacity): string {
  if (lower === null) {
    return upper === null
      ? 'not known'
      : `less than ${rounded(upper)} requests a second, ${rounded(headroom.upper)} times the declared rate`;
  }
  return upper === null
    ? `at least ${rounded(lower)} requests a second, ${rounded(headroom.lower)} times the declared rate`
    : `from ${rounded(lower)} to ${rounded(upper)} requests a second, ${rounded(headroom.lower)} to ${rounded(headroom.upper)} times the declared rate`;
}

function rounded(value: number | null): string {
  return value === null ? 'unknown' : String(Number(value.toPrecision(3)));
}
