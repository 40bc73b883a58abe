import type { PlanSelection } from '../../collectors/aws/backup/plans.ts';
import { every, yesIf } from '../eventbridge/matching/certainty.ts';
import type { Certainty } from '../iam/policy/pattern-sets.ts';
import { matches, patternOf } from '../iam/policy/pattern.ts';

export interface Store {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether the region backs up resources of its type; null when that is not known. */
  readonly optedIn: boolean | null;
  /** Aurora is left out where the region has not opted in, named or not. */
  readonly needsOptIn: boolean;
}

/** `untagged` lacks a tag by whose value it would be left out; of `undecided` the region does not say whether it takes it. */
export type Membership = 'selected' | 'not selected' | 'opted out' | 'untagged' | 'undecided';

/**
 * Whether a selection of a backup plan has the store backed up: it is named by an ARN or has one of the tags, fulfils all
 * conditions, is not excepted, and is of a type that the region takes. A selection that names neither ARNs nor tags is
 * about everything. What is named by its whole ARN is taken without opting in, except in Aurora.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
 */
export function membershipOf(selection: PlanSelection, store: Store): Membership {
  const { resources, notResources, tags, conditions } = selection;
  const isNamed = resources.some((pattern) => matches(patternOf(pattern), store.arn));
  const isTagged = tags.some(({ key, value }) => tagOf(store, key) === value);
  const isEverything = resources.length === 0 && tags.length === 0;
  const isIncluded = isNamed || isTagged || isEverything;
  const isExcepted = notResources.some((pattern) => matches(patternOf(pattern), store.arn));
  const isFulfilled = fulfils(store, conditions);
  if (!isIncluded || isExcepted || isFulfilled === 'no') return 'not selected';
  const optedIn = resources.includes(store.arn) && !store.needsOptIn ? true : store.optedIn;
  if (optedIn === false) return 'opted out';
  if (isFulfilled === 'undecided') return 'untagged';
  return optedIn === null ? 'undecided' : 'selected';
}

/** Whether the selection asks for tags: only then they have to be seen. */
export function asksForTags({ tags, conditions }: PlanSelection): boolean {
  return tags.length > 0 || Object.values(conditions).some((each) => each.length > 0);
}

/** The tag of a condition's key, `aws:ResourceTag/<key>`, or of a key as it is. */
function tagOf({ tags }: Store, key: string): string | undefined {
  const name = key.replace(/^aws:ResourceTag\//, '');
  return Object.hasOwn(tags, name) ? tags[name] : undefined;
}

/**
 * What must not have a value is told of tagged resources; whether one without the tag is among them AWS does not say.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Conditions.html
 */
function fulfils(store: Store, conditions: PlanSelection['conditions']): Certainty {
  const { stringEquals, stringNotEquals, stringLike, stringNotLike } = conditions;
  const has = (key: string, isValue: (tag: string) => boolean) => {
    const tag = tagOf(store, key);
    return tag === undefined ? null : isValue(tag);
  };
  const must = (is: boolean | null): Certainty => yesIf(is === true);
  const mustNot = (is: boolean | null): Certainty => (is === null ? 'undecided' : yesIf(!is));
  const isLike = (value: string) => (tag: string) => matches(patternOf(value), tag);
  return every([
    ...stringEquals.map(({ key, value }) => must(has(key, (tag) => tag === value))),
    ...stringNotEquals.map(({ key, value }) => mustNot(has(key, (tag) => tag === value))),
    ...stringLike.map(({ key, value }) => must(has(key, isLike(value)))),
    ...stringNotLike.map(({ key, value }) => mustNot(has(key, isLike(value)))),
  ]);
}
