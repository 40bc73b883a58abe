import type { RequestContext } from './condition.ts';
import { ESCALATIONS, type Escalation, type Step } from './escalations.ts';
import { literalOf, patternOf, type Pattern } from './pattern.ts';
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

/** Some services of the regions in China have names of their own. */
function namesOf(service: string, partition: string): readonly string[] {
  return partition === 'aws-cn' ? [service, `${service}.cn`] : [service];
}
