import { actionClasses, type ActionClass } from './action-classes.ts';
import { evaluateAll, type Condition, type RequestContext } from './condition.ts';
import { isMalformed, type Malformed, type PolicyDocument, type Statement } from './document.ts';
import { keyOf, patternOf, type Pattern } from './pattern.ts';
import type { Certainty } from './pattern-sets.ts';
import { resourcesOf, type Bounds } from './resource.ts';
import { findSelected, type Selection } from './selection.ts';

/** A policy of a role, read. */
export interface RolePolicy {
  readonly name: string;
  /** Null for an inline policy. */
  readonly arn: string | null;
  readonly document: PolicyDocument | Malformed;
}

export interface Role {
  readonly arn: string;
  /** Inline and attached, all of them: a role may do what any of them allows (I3). */
  readonly policies: readonly RolePolicy[];
  /** The most that the role can be allowed; null when it has no boundary. */
  readonly boundary: PolicyDocument | Malformed | null;
}

/** One statement, with what is known of the role's requests put in. */
export interface Rule {
  readonly policy: string;
  readonly actions: Selection;
  readonly resources: Bounds;
  readonly conditions: readonly Condition[];
}

/** What a role may do, from all of its policies. */
export interface Permissions {
  readonly role: RoleArn;
  readonly context: RequestContext;
  readonly allows: readonly Rule[];
  readonly denies: readonly Rule[];
  /** What the boundary allows; null when there is none. Its denials are among `denies`. */
  readonly boundary: readonly Rule[] | null;
}

/** Whether an action is allowed: always, under a condition that only a request settles, or never. */
export type Grant =
  | 'allowed'
  | 'conditional'
  | 'denied'
  /** The policies are too intricate to tell; it may be allowed. */
  | 'undecided';

export interface RoleArn {
  readonly text: string;
  readonly partition: string;
  readonly account: string;
}

/** The parts of a role's ARN; null when it is none. */
function parseRoleArn(text: string): RoleArn | null {
  const [, partition, account] = /^arn:([^:]+):iam::(\d{12}):role\/.+$/.exec(text) ?? [];
  return partition === undefined || account === undefined ? null : { text, partition, account };
}

/** The same role has the same permissions, and what has been answered of them. */
const permitted = new WeakMap<Role, Permissions | Malformed>();

/** The permissions of a role, or why they cannot be told: what cannot be read may allow anything, and deny anything. */
export function permissionsOf(role: Role): Permissions | Malformed {
  const permissions = permitted.get(role) ?? readPermissions(role);
  permitted.set(role, permissions);
  return permissions;
}

function readPermissions(role: Role): Permissions | Malformed {
  const arn = parseRoleArn(role.arn);
  if (arn === null) return { malformed: 'The ARN of the role cannot be read.' };
  const context: RequestContext = new Map([
    ['aws:principalarn', arn.text],
    ['aws:principalaccount', arn.account],
    ['aws:principaltype', 'AssumedRole'],
    // Requests of a role have no user name, so what is scoped by it is not allowed to a role.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-username
    ['aws:username', null],
  ]);
  const rules: { readonly effect: Statement['effect']; readonly rule: Rule }[] = [];
  for (const { name, document } of role.policies) {
    if (isMalformed(document)) return document;
    rules.push(...rulesOf(name, document, context));
  }
  if (role.boundary !== null && isMalformed(role.boundary)) return role.boundary;
  const bounds = role.boundary === null ? null : rulesOf('the boundary', role.boundary, context);
  const of = (effect: Statement['effect'], from: typeof rules) =>
    from.filter((entry) => entry.effect === effect).map(({ rule }) => rule);
  return {
    role: arn,
    context,
    allows: of('Allow', rules),
    denies: of('Deny', [...rules, ...(bounds ?? [])]),
    boundary: bounds === null ? null : of('Allow', bounds),
  };
}

function rulesOf(policy: string, document: PolicyDocument, context: RequestContext) {
  return document.statements.flatMap(({ effect, actions, resources, conditions }) =>
    resources === null
      ? []
      : [
          {
            effect,
            rule: {
              policy,
              actions,
              resources: resourcesOf(resources, document.version === '2012-10-17', context),
              conditions,
            },
          },
        ],
  );
}

/** What a question about permissions is about. */
export interface Target {
  /** The resources: allowed on any one of them is allowed. */
  readonly resources: Pattern;
  /** Resources of these that do not count. */
  readonly except?: readonly Pattern[];
  /** What is known of the request beside what is known of all requests of the role. */
  readonly context?: RequestContext;
}

/** From the one that gives least to the one that gives most. */
const GRANTS: readonly Grant[] = ['denied', 'undecided', 'conditional', 'allowed'];

export function least(grants: readonly Grant[]): Grant {
  return GRANTS.find((grant) => grants.includes(grant)) ?? 'denied';
}

export function most(grants: readonly Grant[]): Grant {
  return GRANTS.findLast((grant) => grants.includes(grant)) ?? 'denied';
}

/** Whether the role may do an action, or any that a pattern stands for, to at least one resource of the target. */
export function decide(permissions: Permissions, action: string, target: Target): Grant {
  return most(grantsOf(permissions, action, (isAbout) => grantOfAny(permissions, isAbout, target)));
}

/** Whether the role may do an action, and all that a pattern stands for, to every resource of the target: the weakest grant. */
export function decideForAll(permissions: Permissions, action: string, target: Target): Grant {
  return least(
    grantsOf(permissions, action, (isAbout) => grantOfAll(permissions, isAbout, target)),
  );
}

function grantsOf(
  { allows, denies, boundary }: Permissions,
  action: string,
  grantOf: (isAbout: ActionClass<Rule>) => Grant,
): readonly Grant[] {
  const { classes, isComplete } = actionClasses(action, [
    ...allows,
    ...denies,
    ...(boundary ?? []),
  ]);
  const grants = classes.map(grantOf);
  return isComplete ? grants : [...grants, 'undecided'];
}

function grantOfAny(permissions: Permissions, isAbout: ActionClass<Rule>, target: Target): Grant {
  const context = new Map([...permissions.context, ...(target.context ?? [])]);
  const about = (rules: readonly Rule[]) => bound(rules.filter(isAbout), context);
  const allows = about(permissions.allows);
  // What no statement allows need not be denied.
  if (allows.possible.length === 0) return 'denied';
  const denies = about(permissions.denies);
  const boundary = permissions.boundary === null ? null : about(permissions.boundary);

  const certainly = exists(permissions, target, {
    allows: allows.certain,
    boundary: boundary === null ? null : boundary.certain,
    denies: denies.possible,
  });
  if (certainly === 'yes') return 'allowed';
  const possibly = exists(permissions, target, {
    allows: allows.possible,
    boundary: boundary === null ? null : boundary.possible,
    denies: denies.certain,
  });
  if (possibly === 'no') return 'denied';
  return certainly === 'no' && possibly === 'yes' ? 'conditional' : 'undecided';
}

function grantOfAll(permissions: Permissions, isAbout: ActionClass<Rule>, target: Target): Grant {
  const context = new Map([...permissions.context, ...(target.context ?? [])]);
  const about = (rules: readonly Rule[]) => bound(rules.filter(isAbout), context);
  const allows = about(permissions.allows);
  const denies = about(permissions.denies);
  const boundary = permissions.boundary === null ? null : about(permissions.boundary);

  const refused = search('refused', target, {
    allows: allows.certain,
    boundary: boundary === null ? null : boundary.certain,
    denies: denies.possible,
  });
  if (refused === 'no') return 'allowed';
  const surelyRefused = search('refused', target, {
    allows: allows.possible,
    boundary: boundary === null ? null : boundary.possible,
    denies: denies.certain,
  });
  if (surelyRefused === 'yes') return 'denied';
  return refused === 'yes' && surelyRefused === 'no' ? 'conditional' : 'undecided';
}

/** The resources that rules select for certain, and those that they may select, under their conditions. */
function bound(
  rules: readonly Rule[],
  context: RequestContext,
): { readonly certain: readonly Selection[]; readonly possible: readonly Selection[] } {
  const judged = rules.map((rule) => ({ rule, truth: evaluateAll(rule.conditions, context) }));
  return {
    certain: judged.flatMap(({ rule, truth }) =>
      truth === 'true' ? [rule.resources.certain] : [],
    ),
    possible: judged.flatMap(({ rule, truth }) =>
      truth === 'false' ? [] : [rule.resources.possible],
    ),
  };
}

interface Limits {
  readonly allows: readonly Selection[];
  readonly boundary: readonly Selection[] | null;
  readonly denies: readonly Selection[];
}

/** Most actions that are asked about are in the same statements, so most questions have been answered before. */
const answered = new WeakMap<Permissions, Map<string, Certainty>>();

function exists(permissions: Permissions, target: Target, limits: Limits): Certainty {
  const { allows, boundary, denies } = limits;
  if (allows.length === 0 || boundary?.length === 0) return 'no';
  const answers = answered.get(permissions) ?? new Map<string, Certainty>();
  answered.set(permissions, answers);
  const key = JSON.stringify([
    keyOf(target.resources),
    target.except?.map(keyOf),
    ...[allows, boundary, denies].map((selections) =>
      selections?.map(({ kind, patterns }) => [kind, ...patterns.map(keyOf)]),
    ),
  ]);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = search('allowed', target, limits);
  answers.set(key, answer);
  return answer;
}

/** Whether there is a resource of the target that is allowed, or one that is refused. */
function search(
  wanted: 'allowed' | 'refused',
  { resources, except = [] }: Target,
  limits: Limits,
): Certainty {
  const { allows, boundary, denies } = limits;
  const exempt: Selection = { kind: 'only', patterns: except };
  const selections = [exempt, ...allows, ...denies, ...(boundary ?? [])];
  const deniesFrom = 1 + allows.length;
  const boundaryFrom = deniesFrom + denies.length;
  const found = findSelected(resources, selections, (selected) => {
    const some = (from: number, to: number) => {
      for (let index = from; index < to; index += 1) if (selected(index)) return true;
      return false;
    };
    const isAllowed =
      some(1, deniesFrom) &&
      !some(deniesFrom, boundaryFrom) &&
      (boundary === null || some(boundaryFrom, selections.length));
    return !selected(0) && isAllowed === (wanted === 'allowed');
  });
  switch (found.state) {
    case 'found':
      return 'yes';
    case 'none':
      return 'no';
    case 'undecided':
      return 'undecided';
  }
}

/** The text of any resource. */
export const ANY_RESOURCE: Pattern = patternOf('*');
