// https://docs.aws.amazon.com/securityhub/latest/partnerguide/guidelines-batchimportfindings.html
export const BATCH_LIMITS = {
  findings: 100,
  findingBytes: 240_000,
  batchBytes: 6_000_000,
} as const;

/** The list's own brackets and name, with room to spare. */
const ENVELOPE_BYTES = 100;

export interface Batches<Item> {
  readonly batches: readonly (readonly Item[])[];
  /** Items that no batch may hold. */
  readonly oversized: readonly Item[];
}

/** The largest batches that may be sent, in order. */
export function batchesOf<Item extends { readonly finding: object }>(
  items: readonly Item[],
): Batches<Item> {
  const batches: Item[][] = [];
  const oversized: Item[] = [];
  let bytes = Infinity;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item.finding)) + 1;
    if (size > BATCH_LIMITS.findingBytes) {
      oversized.push(item);
      continue;
    }
    const last = batches.at(-1);
    if (
      last === undefined ||
      last.length >= BATCH_LIMITS.findings ||
      bytes + size > BATCH_LIMITS.batchBytes
    ) {
      batches.push([item]);
      bytes = ENVELOPE_BYTES + size;
    } else {
      last.push(item);
      bytes += size;
    }
  }
  return { batches, oversized };
}
