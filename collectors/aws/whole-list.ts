import { z } from 'zod';
import type { Operation } from '../../core/aws.ts';
import { defineCollector, type CollectContext, type Collector } from '../../core/collector.ts';
import { present, unseen, type Observation } from '../../core/observation.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { observeEach } from './each.ts';
import { malformed } from './malformed.ts';

/** The one key of a list of the whole account in the region, asked for where the spec declares a scope. */
export const ALL = 'all';

/** One resource as its service lists it. */
export const ListedResource = z.strictObject({ name: z.string(), arn: z.string() });
export type ListedResource = z.infer<typeof ListedResource>;

interface Reading<Input extends object, Output extends object, Raw, Item> {
  readonly operation: Operation<Input, Output>;
  readonly input: Input;
  readonly list: (output: Output) => readonly Raw[] | undefined;
  /** The facts; null when AWS left out what identifies the resource. */
  readonly toItem: (raw: Raw, account: Spec['account']) => Item | null;
}

/** A whole list or none: beside an item that cannot be told, nobody could say that there is no other. */
export async function readWhole<Input extends object, Output extends object, Raw, Item>(
  { aws, spec }: CollectContext,
  { operation, input, list, toItem }: Reading<Input, Output, Raw, Item>,
): Promise<Observation<Item[]>> {
  const answer = await aws.read(operation, input);
  if (answer.state === 'failed') return unseen(answer.cause);
  const found = answer.state === 'answered' ? list(answer.value) : undefined;
  if (found === undefined) return malformed(operation, answer.calls, 'It has no list.');
  const items = found.flatMap((raw) => toItem(raw, spec.account) ?? []);
  return items.length === found.length
    ? present(items, answer.calls)
    : malformed(operation, answer.calls, 'An item of the list is not identified.');
}

interface WholeList<Input extends object, Output extends object, Raw, Item> extends Reading<
  Input,
  Output,
  Raw,
  Item
> {
  readonly id: string;
  readonly title: string;
  readonly item: z.ZodType<Item>;
}

/** Everything of one kind that the account has in the region, declared or not. */
export function wholeList<Input extends object, Output extends object, Raw, Item>({
  id,
  title,
  item,
  ...reading
}: WholeList<Input, Output, Raw, Item>): Collector<Item[]> {
  return defineCollector<Item[]>({
    id,
    title,
    operations: [reading.operation],
    item: z.array(item),
    keys: scopeKeys,
    collect: (context) => observeEach(scopeKeys(context.spec), () => readWhole(context, reading)),
  });
}

function scopeKeys({ scope }: Spec): readonly string[] {
  return scope === undefined ? [] : [ALL];
}

/** The facts of a resource that has a name and an ARN; null for any other. */
export function listed(name: string | undefined, arn: string | undefined): ListedResource | null {
  return name === undefined || arn === undefined ? null : { name, arn };
}
