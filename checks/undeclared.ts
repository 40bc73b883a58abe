import { SCOPE_TAGS } from '../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import type { Artifact, Subject } from '../core/check.ts';
import { fail, pass, unknown, type Judgement } from '../core/judgement.ts';
import { hasTags, placeInScope, type ScopedResource } from '../core/scope.ts';
import type { ScopeSpec } from '../core/spec/sections/scope.ts';
import type { Spec } from '../core/spec/spec.ts';

export const NO_SCOPE = 'The spec declares no scope.';

export interface ScopeSubject extends Subject {
  readonly scope: ScopeSpec;
  /** Names of the kind that the spec declares. */
  readonly declared: readonly string[];
}

/** One subject for a kind of resource, named by its section of the spec, which need not have an entry of it. */
export function scopeSubject(
  { scope }: Spec,
  section: string,
  declared: readonly string[],
): readonly ScopeSubject[] {
  return scope === undefined ? [] : [{ name: section, path: ['scope'], scope, declared }];
}

/** The same for a kind whose tags AWS does not tell: a scope of tags alone says nothing of it. */
export function namedScopeSubject(
  spec: Spec,
  section: string,
  declared: readonly string[],
): readonly ScopeSubject[] {
  return scopeSubject(spec, section, declared).map((subject) => ({
    ...subject,
    ...((spec.scope?.namePrefixes ?? []).length === 0 && {
      notApplicable: 'The scope has no name prefix, and AWS lists the kind without tags.',
    }),
  }));
}

/** How a kind of resource is spoken of. */
export interface Kind {
  /** Such as `A queue`. */
  readonly one: string;
  /** Such as `queues`. */
  readonly many: string;
}

/** What is in the scope and not declared, out of a whole list; null when AWS gave none. */
export function judgeUndeclared(
  kind: Kind,
  subject: Scoped,
  listed: readonly ScopedResource[] | null,
  tagged: Artifact<string[]>,
): Judgement {
  const arns = arnsInScope(subject.scope, tagged);
  if (arns === null) return unknown('AWS gave no list of what carries the tags of the scope.');
  return judgeListed(kind, subject, listed, arns);
}

/** The same for what AWS lists without tags: it is in the scope by its name alone. */
export function judgeByName(
  kind: Kind,
  subject: Scoped,
  listed: readonly ScopedResource[] | null,
): Judgement {
  return judgeListed(kind, subject, listed, new Set());
}

type Scoped = Pick<ScopeSubject, 'scope' | 'declared'>;

function judgeListed(
  kind: Kind,
  { scope, declared }: Scoped,
  listed: readonly ScopedResource[] | null,
  arns: ReadonlySet<string>,
): Judgement {
  if (listed === null) return unknown(`AWS gave no list of the ${kind.many}.`);
  const inScope = listed.flatMap((resource) => {
    const by = placeInScope(scope, resource, arns);
    return by === null ? [] : [{ name: resource.name, by }];
  });
  const undeclared = inScope
    .filter(({ name }) => !declared.includes(name))
    .map(({ name, by }) => (by === 'name' ? name : `${name}, which carries the tags of the scope`));
  return judgeNames(
    `${kind.one} in the scope is not declared.`,
    { listed: listed.length, inScope: inScope.length },
    undeclared,
  );
}

/** The ARNs of all that carries the tags of the scope; none when it has no tags. */
function arnsInScope(scope: ScopeSpec, tagged: Artifact<string[]>): ReadonlySet<string> | null {
  if (!hasTags(scope)) return new Set();
  const arns = tagged.get(SCOPE_TAGS);
  return arns === null ? null : new Set(arns);
}

/** Enough to see what it is about; the rest is counted. */
const MAX_NAMED = 20;

/** A pass without any; else a failure that names what is not declared, in order. */
export function judgeNames(
  message: string,
  counts: Readonly<Record<string, number>>,
  undeclared: readonly string[],
): Judgement {
  const expected = { undeclared: 0 };
  const actual = { ...counts, undeclared: undeclared.length };
  if (undeclared.length === 0) return pass(expected, actual);
  const named = [...undeclared].sort().slice(0, MAX_NAMED);
  const rest = undeclared.length - named.length;
  return fail(message, expected, actual, {
    details: [
      ...named.map((name) => `Not declared: ${name}.`),
      ...(rest === 0 ? [] : [`And ${rest} more.`]),
    ],
  });
}
