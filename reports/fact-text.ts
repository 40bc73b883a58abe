import type { Facts } from '../core/json.ts';
import { factRows, inline } from './facts-diff.ts';

/** Expected against actual as lines of a diff: `-` is expected, `+` is actual, and `=` is both, or not judged. */
export function factText(expected: Facts | null, actual: Facts | null): readonly string[] {
  return factRows(expected, actual).flatMap((row) => {
    const { key, comparison, shared } = row;
    const different = comparison === 'different';
    return [
      ...(different && row.expected !== undefined ? [`- ${key}: ${inline(row.expected)}`] : []),
      ...(row.actual === undefined
        ? []
        : [`${different ? '+' : '='} ${key}: ${inline(row.actual)}`]),
      ...(shared > 0 ? [`= ${key}: ${shared} more in both`] : []),
    ];
  });
}
