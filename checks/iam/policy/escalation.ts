import type { RequestContext } from './condition.ts';
import { ESCALATIONS, type Escalation, type Step } from './escalations.ts';
import { literalOf, MANY, ONE, patternOf, type Pattern } from './pattern.ts';
import { decide, least, most, type Grant, type Permissions } from './permissions.ts';

export interface FoundEscalation {
  readonly escalation: Escalation;
  /** Never `denied`. */
  readonly grant: Grant;
}

/** Roles that are no way to more permissions, since somebody decided on them. */
interface Decided {
  /** That may be passed on, by their ARNs, such as those that are judged themselves. */
  readonly passed?: readonly string[];
  /** That may be taken on, by patterns of their ARNs; one that tells nothing of a name decides nothing. */
  readonly assumed?: readonly string[];
}

/** The ways in which a role could get more permissions than it has. */
export function escalationsOf(
  permissions: Permissions,
  { passed = [], assumed = [] }: Decided = {},
): readonly FoundEscalation[] {
  const except = {
    passed: passed.map(literalOf),
    assumed: [...namedRoles(permissions), ...assumed.filter(tellsName).map(patternOf)],
  };
  return ESCALATIONS.map((escalation) => ({
    escalation,
    grant: least(escalation.steps.map((step) => grantOf(permissions, escalation, step, except))),
  })).filter(({ grant }) => grant !== 'denied');
}

function grantOf(
  permissions: Permissions,
  { passedTo }: Escalation,
  { action, resources }: Step,
  except: { readonly passed: readonly Pattern[]; readonly assumed: readonly Pattern[] },
): Grant {
  const { partition, account } = permissions.role;
  const target = {
    resources: patternOf(resources.replace('{partition}', partition).replace('{account}', account)),
  };
  if (action === 'sts:AssumeRole') {
    return decide(permissions, action, { ...target, except: except.assumed });
  }
  if (action !== 'iam:PassRole') return decide(permissions, action, target);
  return most(
    passedTo.flatMap((service) =>
      namesOf(service, partition).map((name) => {
        const context: RequestContext = new Map([['iam:passedtoservice', name]]);
        return decide(permissions, action, {
          ...target,
          except: except.passed,
          context,
        });
      }),
    ),
  );
}

/** A role that is named is a decision; a role that nobody named can only be meant by a wildcard. */
function namedRoles({ allows }: Permissions): readonly Pattern[] {
  return allows.flatMap(({ resources: { possible } }) =>
    possible.kind === 'only' ? possible.patterns.filter(isNamedRole) : [],
  );
}

/** Whether the name of a role, in whatever account, stands in it whole. */
function isNamedRole(pattern: Pattern): boolean {
  const wildcard = pattern.findLastIndex((token) => token === MANY || token === ONE);
  return pattern
    .slice(wildcard + 1)
    .join('')
    .includes(':role/');
}

function tellsName(pattern: string): boolean {
  return /:role\/.*[^*?/]/.test(pattern);
}

/** Some services of the regions in China have names of their own. */
function namesOf(service: string, partition: string): readonly string[] {
  return partition === 'aws-cn' ? [service, `${service}.cn`] : [service];
}
