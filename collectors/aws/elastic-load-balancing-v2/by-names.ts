import type {
  DescribeLoadBalancersCommandOutput,
  DescribeTargetGroupsCommandOutput,
  LoadBalancer,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Answer, Operation } from '../../../core/aws.ts';
import type { CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { malformed } from '../malformed.ts';
import { observeOne } from '../partial.ts';
import {
  describeAllLoadBalancers,
  describeAllTargetGroups,
  describeLoadBalancers,
  describeTargetGroups,
  MAX_NAMES_PER_CALL,
} from './operations.ts';

/** What is asked for by names, or as a whole. */
interface NamedKind<Output extends object, Raw> {
  readonly named: Operation<{ Names?: string[] | undefined }, Output>;
  readonly all: Operation<{ Names?: string[] | undefined }, Output>;
  readonly list: (output: Output) => readonly Raw[] | undefined;
  readonly nameOf: (raw: Raw) => string | undefined;
}

export const LOAD_BALANCERS: NamedKind<DescribeLoadBalancersCommandOutput, LoadBalancer> = {
  named: describeLoadBalancers,
  all: describeAllLoadBalancers,
  list: (output) => output.LoadBalancers,
  nameOf: ({ LoadBalancerName }) => LoadBalancerName,
};

export const TARGET_GROUPS: NamedKind<DescribeTargetGroupsCommandOutput, TargetGroup> = {
  named: describeTargetGroups,
  all: describeAllTargetGroups,
  list: (output) => output.TargetGroups,
  nameOf: ({ TargetGroupName }) => TargetGroupName,
};

type Items<Item> = Readonly<Record<string, Observation<Item>>>;

/** What AWS says of each name. Where the spec declares a scope, the whole list is read anyway, and says it as well. */
export function describeByNames<Output extends object, Raw, Item>(
  context: CollectContext,
  kind: NamedKind<Output, Raw>,
  names: readonly string[],
  toItem: (raw: Raw) => Item,
): Promise<Items<Item>> {
  return context.spec.scope === undefined
    ? askByNames(context, kind, names, toItem)
    : findInAll(context, kind, names, toItem);
}

/**
 * One name that does not exist makes AWS refuse the whole call, so the others of such a call are asked for one by one:
 * they are not absent for that.
 */
async function askByNames<Output extends object, Raw, Item>(
  { aws }: CollectContext,
  { named, list, nameOf }: NamedKind<Output, Raw>,
  names: readonly string[],
  toItem: (raw: Raw) => Item,
): Promise<Items<Item>> {
  const items: Record<string, Observation<Item>> = {};
  const keep = (name: string, answer: Answer<Output>) => {
    items[name] = observeOne(
      named,
      answer,
      (output) => list(output)?.find((raw) => nameOf(raw) === name),
      (item) => item === name,
      toItem,
    );
  };
  await Promise.all(
    batchesOf(names, MAX_NAMES_PER_CALL).map(async (batch) => {
      const answer = await aws.read(named, { Names: [...batch] });
      if (answer.state !== 'absent' || batch.length === 1) {
        for (const name of batch) keep(name, answer);
        return;
      }
      await Promise.all(
        batch.map(async (name) => {
          keep(name, await aws.read(named, { Names: [name] }));
        }),
      );
    }),
  );
  return items;
}

async function findInAll<Output extends object, Raw, Item>(
  { aws }: CollectContext,
  { all, list, nameOf }: NamedKind<Output, Raw>,
  names: readonly string[],
  toItem: (raw: Raw) => Item,
): Promise<Items<Item>> {
  if (names.length === 0) return {};
  const answer = await aws.read(all, {});
  const found = answer.state === 'answered' ? (list(answer.value) ?? []) : [];
  const byName = new Map(found.map((raw) => [nameOf(raw), raw]));
  const observed = (name: string): Observation<Item> => {
    if (answer.state === 'failed') return unseen(answer.cause);
    const raw = byName.get(name);
    if (raw !== undefined) return present(toItem(raw), answer.calls);
    // It may be the one that is looked for.
    return byName.has(undefined)
      ? malformed(all, answer.calls, 'An item of the list has no name.')
      : absent(answer.calls);
  };
  return Object.fromEntries(names.map((name) => [name, observed(name)]));
}
