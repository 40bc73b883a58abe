import { evaluateAll, type RequestContext } from './condition.ts';
import type { PolicyDocument, Statement } from './document.ts';
import { literalOf, matches, patternOf } from './pattern.ts';
import { ANY_RESOURCE, decide, type Permissions } from './permissions.ts';
import type { Principal, Principals } from './principal.ts';
import { selects } from './selection.ts';

/** What a role asks of a resource that has a policy of its own. */
export interface RoleRequest {
  /** In lower case: `secretsmanager:getsecretvalue`. */
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  /** What is known of the request beside the role, by keys in lower case. */
  readonly context: RequestContext;
}

export type Access = 'yes' | 'no' | 'unclear';

/** Where the policy of the resource stands: with the account, whose policies decide, or on its own. */
export type Delegation = 'account decides' | 'by statement';

/**
 * Whether a role of the same account may do something with a resource that has a policy of its own.
 *
 * - `account decides`: the policies of the role suffice, as for secrets and queues.
 * - `by statement`: they count only where the policy of the resource names the account, as for KMS keys.
 *
 * Whoever denies it, for certain, decides. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function roleAccess(
  permissions: Permissions,
  policy: PolicyDocument | null,
  request: RoleRequest,
  delegation: Delegation,
): Access {
  const context = new Map([...permissions.context, ...request.context]);
  const statements = (policy?.statements ?? []).filter((statement) => isAbout(statement, request));
  const role = permissions.role.text;
  const { account } = permissions.role;
  const truths = (effect: Statement['effect'], names: (principals: Principals) => boolean) =>
    statements
      .filter(
        (each) => each.effect === effect && each.principals !== null && names(each.principals),
      )
      .map(({ conditions }) => evaluateAll(conditions, context));
  const denying = truths('Deny', (principals) => isNamed(principals, role, account, true));
  if (denying.includes('true')) return 'no';

  const target = { resources: literalOf(request.resource), context: request.context };
  const identity = decide(permissions, request.action, target);
  const delegating: readonly string[] =
    delegation === 'account decides'
      ? ['true']
      : truths('Allow', (principals) => isNamed(principals, role, account, true));
  const direct = truths('Allow', (principals) => isNamed(principals, role, account, false));
  const isSure = !denying.includes('unknown');
  if (identity === 'allowed' && delegating.includes('true')) return isSure ? 'yes' : 'unclear';
  // What the policy of the resource allows the role, a denial or the boundary of the role may still take away.
  const unbound = decide(withEverything(permissions), request.action, target);
  if (direct.includes('true') && unbound === 'allowed') return isSure ? 'yes' : 'unclear';
  const mayBe =
    (identity !== 'denied' && delegating.some((truth) => truth !== 'false')) ||
    (unbound !== 'denied' && direct.some((truth) => truth !== 'false'));
  return mayBe ? 'unclear' : 'no';
}

function withEverything(permissions: Permissions): Permissions {
  const everything = { kind: 'only', patterns: [ANY_RESOURCE] } as const;
  return {
    ...permissions,
    allows: [
      {
        policy: 'the resource',
        actions: everything,
        resources: { certain: everything, possible: everything },
        conditions: [],
      },
    ],
  };
}

function isAbout({ actions, resources }: Statement, { action, resource }: RoleRequest): boolean {
  if (!selects(actions, action)) return false;
  if (resources === null) return true;
  const isListed = resources.texts.some((text) => matches(patternOf(text), resource));
  return isListed === (resources.kind === 'only');
}

function isNamed(
  { kind, list }: Principals,
  role: string,
  account: string,
  withAccount: boolean,
): boolean {
  const names = (principal: Principal) => {
    switch (principal.kind) {
      case 'everyone':
        return true;
      case 'account':
        return (
          principal.text === role ||
          (withAccount &&
            (principal.text === account || principal.text.endsWith(`::${account}:root`)))
        );
      case 'service':
      case 'federated':
      case 'other':
        return false;
    }
  };
  return list.some(names) === (kind === 'only');
}
