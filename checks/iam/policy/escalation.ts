import type { RequestContext } from './condition.ts';
import { ESCALATIONS, type Escalation, type Step } from './escalations.ts';
import { literalOf, MANY, ONE, patternOf, type Pattern } from './pattern.ts';
import { decide, least, most, type Grant, type Permissions } from './permissions.ts';

export interface FoundEscalation {
  readonly escalation: Escalation;
  /** Never `denied`. */
  readonly grant: Grant;
}

/**
 * The ways in which a role could get more permissions than it has. To pass one of the `harmless` roles, such as those
 * that are judged themselves, is no way; to pass another one is.
 */
export function escalationsOf(
  permissions: Permissions,
  harmless: readonly string[] = [],
): readonly FoundEscalation[] {
  const except = harmless.map(literalOf);
  return ESCALATIONS.map((escalation) => ({
    escalation,
    grant: least(escalation.steps.map((step) => grantOf(permissions, escalation, step, except))),
  })).filter(({ grant }) => grant !== 'denied');
}

function grantOf(
  permissions: Permissions,
  { passedTo }: Escalation,
  { action, resources }: Step,
  except: readonly Pattern[],
): Grant {
  const { partition, account } = permissions.role;
  const target = {
    resources: patternOf(resources.replace('{partition}', partition).replace('{account}', account)),
  };
  if (action === 'sts:AssumeRole') {
    return decide(permissions, action, { ...target, except: namedRoles(permissions) });
  }
  if (action !== 'iam:PassRole') return decide(permissions, action, target);
  return most(
    passedTo.flatMap((service) =>
      namesOf(service, partition).map((name) => {
        const context: RequestContext = new Map([['iam:passedtoservice', name]]);
        return decide(permissions, action, {
          ...target,
          except,
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

/** Some services of the regions in China have names of their own. */
function namesOf(service: string, partition: string): readonly string[] {
  return partition === 'aws-cn' ? [service, `${service}.cn`] : [service];
}
