import { iamRoles } from '../../collectors/aws/iam/roles.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { allowingOf } from './policy/allowing.ts';
import type { Condition } from './policy/condition.ts';
import { isMalformed, type Statement } from './policy/document.ts';
import { patternOf } from './policy/pattern.ts';
import { decide, permissionsOf } from './policy/permissions.ts';
import { readRole } from './policy/read-role.ts';
import { selects } from './policy/selection.ts';
import { ABSENT, declaredRoles, NO_ROLES, UNREADABLE } from './subjects.ts';

const PASS_ROLE = 'iam:passrole';
/** One role by its ARN: no wildcard, and no variable that stands for one. */
const EXACT_ROLE = /^arn:[^:*?$]+:iam::\d{12}:role\/[^*?$]+$/;

export default defineCheck({
  id: 'iam/pass-role-scoped',
  title: 'The role passes only roles that are named, to services that are named',
  risk: 'A task passes a stronger role to something that it starts, and works with that.',
  remediation: 'List the ARNs of the roles to pass and add a condition on iam:PassedToService.',
  fix: {
    cli: 'aws iam put-role-policy --role-name <role> --policy-name <policy> --policy-document file://<policy>.json',
    cdk: 'role.addToPolicy(new iam.PolicyStatement({ actions: ["iam:PassRole"], resources: ["<role-arn>"], conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } } }))',
  },
  severity: 'high',
  resourceType: 'AWS::IAM::Role',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html'],
  controls: [],
  proves: ['security/least-privilege'],
  needs: { roles: iamRoles },
  none: NO_ROLES,
  subjects: declaredRoles,

  evaluate({ name }, { roles }) {
    const expected = { unscopedStatements: 0 };
    const item = roles.get(name);
    if (item === null) return fail(ABSENT, expected, {});

    const role = readRole(item);
    const allowing = allowingOf(role);
    const permissions = permissionsOf(role);
    if (isMalformed(allowing) || isMalformed(permissions)) return unknown(UNREADABLE);
    const isDenied =
      decide(permissions, PASS_ROLE, { resources: patternOf('arn:*:iam::*:role/*') }) === 'denied';
    const details = allowing
      .filter(({ statement }) => !isDenied && selects(statement.actions, PASS_ROLE))
      .flatMap(({ policy, statement }) => [
        ...(namesRoles(statement) ? [] : [`${policy} does not name the roles to pass.`]),
        ...(statement.conditions.some(namesServices)
          ? []
          : [`${policy} does not name the services to pass roles to.`]),
      ]);
    const actual = { unscopedStatements: details.length };
    if (details.length > 0) {
      return fail('The role may pass more than named roles to named services.', expected, actual, {
        resource: item.arn,
        details,
      });
    }
    return pass(expected, actual, { resource: item.arn });
  },
});

function namesRoles({ resources }: Statement): boolean {
  return (
    resources?.kind === 'only' &&
    resources.texts.length > 0 &&
    resources.texts.every((text) => EXACT_ROLE.test(text))
  );
}

/** A condition that holds for the services it names and for nothing else. */
function namesServices({ key, operator, quantifier, ifExists, values }: Condition): boolean {
  return (
    key === 'iam:passedtoservice' &&
    (operator === 'stringequals' ||
      operator === 'stringequalsignorecase' ||
      operator === 'stringlike') &&
    // Without the key these hold for every service.
    !ifExists &&
    quantifier !== 'all' &&
    values.length > 0 &&
    values.every((value) => value !== '' && !/[*?$]/.test(value))
  );
}
