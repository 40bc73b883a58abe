import type { PlanSelection } from '../../collectors/aws/backup/plans.ts';
import { matches, patternOf } from '../iam/policy/pattern.ts';

export interface Store {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether the region backs up resources of its type; null when that is not known. */
  readonly optedIn: boolean | null;
  /** Aurora is left out where the region has not opted in, named or not. */
  readonly needsOptIn: boolean;
}

export type Membership = 'selected' | 'not selected' | 'opted out' | 'undecided';

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
  if (!isIncluded || isExcepted || !fulfils(store, conditions)) return 'not selected';
  if (resources.includes(store.arn) && !store.needsOptIn) return 'selected';
  if (store.optedIn === null) return 'undecided';
  return store.optedIn ? 'selected' : 'opted out';
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

function fulfils(store: Store, conditions: PlanSelection['conditions']): boolean {
  const { stringEquals, stringNotEquals, stringLike, stringNotLike } = conditions;
  const isLike = (key: string, value: string) => {
    const tag = tagOf(store, key);
    return tag !== undefined && matches(patternOf(value), tag);
  };
  return (
    stringEquals.every(({ key, value }) => tagOf(store, key) === value) &&
    stringNotEquals.every(({ key, value }) => tagOf(store, key) !== value) &&
    stringLike.every(({ key, value }) => isLike(key, value)) &&
    stringNotLike.every(({ key, value }) => !isLike(key, value))
  );
}
