import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';

/** Gives the next number of a sequence, uniform in [0, 1). */
export type Random = () => number;

/** The sequence of a seed, the same on every machine: resampling gives the same interval each time it is judged. */
export function seededRandom(seed: number): Random {
  const generator = mersenne(seed);
  return () => uniformFloat64(generator);
}
