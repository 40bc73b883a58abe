import type { Point } from '../charts/thinned.ts';

/** The values of a series at their moments. */
export function pointsOf(
  moments: readonly number[],
  values: readonly (number | null)[],
): readonly Point[] {
  return moments.map((moment, index) => [moment, values[index] ?? null]);
}

/** The least and the greatest of what was measured, in words; null when nothing was. */
export function rangeOf(values: readonly (number | null)[], unit: string): string | null {
  const measured = values.filter((value) => value !== null);
  if (measured.length === 0) return null;
  const least = measured.reduce((one, other) => Math.min(one, other));
  const most = measured.reduce((one, other) => Math.max(one, other));
  return `${rounded(least)} to ${rounded(most)} ${unit}`;
}

/** To three digits, without what a binary fraction adds. */
export function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}
