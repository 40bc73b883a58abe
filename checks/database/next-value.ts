import type { SequencePosition } from '../../collectors/postgres/catalog/sequence-positions.ts';

/** What `nextval` would give; null when the sequence could not be read. */
export function nextOf({ last, called, increment }: SequencePosition): bigint | null {
  if (last === null || called === null) return null;
  return called ? BigInt(last) + BigInt(increment) : BigInt(last);
}
