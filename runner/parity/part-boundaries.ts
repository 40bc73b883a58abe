import { readHop, readSampledBoundaries } from '../../collectors/postgres/parity/boundaries.ts';
import type { KeyValues } from '../../core/parity/key-range.ts';
import { partRowsOf, sampleOf } from '../../core/parity/part-size.ts';
import type { ColumnFacts } from '../../core/parity/table-facts.ts';
import { retrying, type TableWork } from './table-work.ts';

/**
 * Where the key's range is cut. A small table is cut exactly, by hops along the index; of a large one that would cost a
 * third of the comparison itself, so a sample of its pages says where.
 */
export async function cutTable(
  work: TableWork,
  key: readonly ColumnFacts[],
): Promise<readonly KeyValues[]> {
  const { table } = work.plan.source;
  const { limits } = work.options;
  const rows = partRowsOf(table, limits.partRows);
  const sample = sampleOf(table, rows);
  return retrying(work, () =>
    work.lanes.use((lane) =>
      lane.read('source', limits, async (ask) => {
        if (sample !== null) {
          const sampled = await readSampledBoundaries(
            ask,
            table,
            key,
            sample.percent,
            sample.parts,
          );
          // Rows that lie in few pages, or none, may give too few.
          if (sampled.length >= sample.parts / 2) return sampled;
        }
        const hops: KeyValues[] = [];
        for (;;) {
          const hop = await readHop(ask, table, key, { from: hops.at(-1) ?? null, to: null }, rows);
          if (hop === null) return hops;
          hops.push(hop);
        }
      }),
    ),
  );
}
