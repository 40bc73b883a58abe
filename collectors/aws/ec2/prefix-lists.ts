import { z } from 'zod';
import type { CallId } from '../../../core/aws.ts';
import type { CollectContext } from '../../../core/collector.ts';
import { present, unseen, type Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { causeOf } from './declared-vpc.ts';
import {
  describeManagedPrefixLists,
  getManagedPrefixListEntries,
  MAX_FILTER_VALUES,
} from './operations.ts';

/** A prefix list with the blocks that it stands for. */
const PrefixList = z.strictObject({
  id: z.string(),
  /** Null when AWS left it out. */
  name: z.string().nullable(),
  cidrs: z.array(z.string()),
});
type PrefixList = z.infer<typeof PrefixList>;

/** The complete set of prefix lists that something refers to. */
export const PrefixLists = z.array(PrefixList);
export type PrefixLists = z.infer<typeof PrefixLists>;

/** What `readPrefixLists` sends. */
export const PREFIX_LIST_OPERATIONS = [
  describeManagedPrefixLists,
  getManagedPrefixListEntries,
] as const;

/** The lists with these ids, all of them or none: a list that could not be read may hold the whole internet. */
export async function readPrefixLists(
  { aws }: CollectContext,
  ids: readonly string[],
): Promise<Observation<PrefixLists>> {
  const unique = [...new Set(ids)].sort();
  const calls: CallId[] = [];
  const names = new Map<string, string | null>();
  const described = await Promise.all(
    batchesOf(unique, MAX_FILTER_VALUES).map((batch) =>
      aws.read(describeManagedPrefixLists, {
        Filters: [{ Name: 'prefix-list-id', Values: [...batch] }],
      }),
    ),
  );
  for (const answer of described) {
    if (answer.state === 'failed') return unseen(answer.cause);
    calls.push(...answer.calls);
    if (answer.state === 'absent') continue;
    for (const { PrefixListId, PrefixListName } of answer.value.PrefixLists ?? []) {
      if (PrefixListId !== undefined) names.set(PrefixListId, PrefixListName ?? null);
    }
  }
  const lists = await Promise.all(
    unique.map(async (id): Promise<Observation<PrefixList>> => {
      const name = names.get(id);
      if (name === undefined) {
        const message = 'AWS does not show a prefix list that is in use.';
        return unseen(causeOf(describeManagedPrefixLists, 'partial-failure', message, calls));
      }
      const answer = await aws.read(getManagedPrefixListEntries, { PrefixListId: id });
      if (answer.state === 'failed') return unseen(answer.cause);
      const entries = answer.state === 'answered' ? answer.value.Entries : undefined;
      const cidrs = entries?.map(({ Cidr }) => Cidr);
      if (cidrs?.every((cidr) => cidr !== undefined) !== true) {
        const message = 'A prefix list was answered without its entries.';
        return unseen(
          causeOf(getManagedPrefixListEntries, 'malformed-response', message, answer.calls),
        );
      }
      return present({ id, name, cidrs }, answer.calls);
    }),
  );
  const read: PrefixList[] = [];
  for (const list of lists) {
    if (list.state === 'unseen') return list;
    calls.push(...list.calls);
    if (list.state === 'present') read.push(list.value);
  }
  return present(read, calls);
}
