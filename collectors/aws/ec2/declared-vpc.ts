import type { Tag, Vpc } from '@aws-sdk/client-ec2';
import type { Answer, CallId, Cause, Operation } from '../../../core/aws.ts';
import type { CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { describeVpcs } from './operations.ts';

/** The declared VPC is the one whose Name tag is its name in the spec; a name that several VPCs bear decides nothing. */
export interface DeclaredVpc {
  readonly id: string;
  readonly vpc: Vpc;
}

/** The key of every artifact of the declared VPC: its name. None when the spec declares no network. */
export function vpcKeys(spec: Spec): readonly string[] {
  return spec.network === undefined ? [] : [spec.network.vpc.name];
}

/**
 * Observes something of the declared VPC under the VPC's name. Without the VPC there is none of it either, and what
 * hides the VPC hides all that is in it.
 */
export async function inDeclaredVpc<Item>(
  context: CollectContext,
  read: (id: string, vpc: Vpc) => Promise<Observation<Item>>,
): Promise<Readonly<Record<string, Observation<Item>>>> {
  const name = context.spec.network?.vpc.name;
  if (name === undefined) return {};
  const found = await findVpc(context, name);
  if (found.state !== 'present') return { [name]: found };
  return { [name]: afterCalls(found.calls, await read(found.value.id, found.value.vpc)) };
}

/** Observes a complete list of the declared VPC; `toItem` gives null when the list lacks what makes it readable. */
export async function listInDeclaredVpc<Output extends object, Item>(
  context: CollectContext,
  operation: Operation<never, Output>,
  read: (vpcId: string) => Promise<Answer<Output>>,
  toItem: (output: Output) => Item | null,
): Promise<Readonly<Record<string, Observation<Item>>>> {
  return inDeclaredVpc(context, async (id) => observeList(operation, await read(id), toItem));
}

/** A list as one item; without the ids by which its members are known, it is malformed. */
function observeList<Output extends object, Item>(
  operation: Operation<never, Output>,
  answer: Answer<Output>,
  toItem: (output: Output) => Item | null,
): Observation<Item> {
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      const item = toItem(answer.value);
      if (item !== null) return present(item, answer.calls);
      return unseen(
        causeOf(operation, 'malformed-response', 'An item of the list has no id.', answer.calls),
      );
    }
  }
}

/** The filter that confines a list to one VPC. */
export function ofVpc(id: string) {
  return [{ Name: 'vpc-id', Values: [id] }];
}

/** The filter that confines a list to what has one of the Name tags. */
export function named(names: readonly string[]) {
  return [{ Name: 'tag:Name', Values: names.map(literal) }];
}

export function nameTag(tags: readonly Tag[] | undefined): string | null {
  return tags?.find(({ Key }) => Key === 'Name')?.Value ?? null;
}

/** Records by id; null when one of them has none. */
export function byId<Raw, Item>(
  raw: readonly Raw[] | undefined,
  idOf: (raw: Raw) => string | undefined,
  toItem: (raw: Raw) => Item,
): Record<string, Item> | null {
  const items: Record<string, Item> = {};
  for (const one of raw ?? []) {
    const id = idOf(one);
    if (id === undefined) return null;
    items[id] = toItem(one);
  }
  return items;
}

export function causeOf(
  operation: Operation,
  kind: Cause['kind'],
  message: string,
  calls: readonly CallId[],
): Cause {
  const { name, action } = operation;
  return { kind, operation: action ?? `ec2:${name}`, code: null, message, action, calls };
}

/** The observation, which rests on the calls before it too. */
export function afterCalls<Item>(
  before: readonly CallId[],
  observation: Observation<Item>,
): Observation<Item> {
  switch (observation.state) {
    case 'present':
      return present(observation.value, [...before, ...observation.calls]);
    case 'absent':
      return absent([...before, ...observation.calls]);
    case 'unseen':
      return observation;
  }
}

async function findVpc({ aws }: CollectContext, name: string): Promise<Observation<DeclaredVpc>> {
  const answer = await aws.read(describeVpcs, { Filters: named([name]) });
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      const { calls } = answer;
      const [vpc, ...others] = (answer.value.Vpcs ?? []).filter(
        ({ Tags }) => nameTag(Tags) === name,
      );
      if (vpc === undefined) return absent(calls);
      if (others.length > 0) {
        const message = 'Several VPCs have the declared Name tag, so none is the declared one.';
        return unseen(causeOf(describeVpcs, 'ambiguous', message, calls));
      }
      if (vpc.VpcId === undefined) {
        return unseen(
          causeOf(describeVpcs, 'malformed-response', 'The VPC in the answer has no id.', calls),
        );
      }
      return present({ id: vpc.VpcId, vpc }, calls);
    }
  }
}

/** In the value of a filter `*` and `?` stand for other characters, unless a backslash is before them. */
function literal(value: string): string {
  return value.replaceAll(/[\\*?]/g, String.raw`\$&`);
}
