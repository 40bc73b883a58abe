import { createHash } from 'node:crypto';

/** Hexadecimal digits that are the same for the same text. */
export function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

/** An id in the form of a UUID that is the same for the same text. */
export function stableUuid(text: string): string {
  return digest(text, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
