import type { Sorted } from './quantile.ts';

/** How many values are equal, for each value that occurs; ones where a value occurs once. */
export function tieSizes(sample: Sorted): readonly number[] {
  const sizes: number[] = [];
  let from = 0;
  for (let index = 1; index <= sample.length; index += 1) {
    if (index < sample.length && sample[index] === sample[from]) continue;
    sizes.push(index - from);
    from = index;
  }
  return sizes;
}
