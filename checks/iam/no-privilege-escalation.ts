import { iamRoles } from '../../collectors/aws/iam/roles.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { isMalformed } from './policy/document.ts';
import { escalationsOf, type FoundEscalation } from './policy/escalation.ts';
import { permissionsOf } from './policy/permissions.ts';
import { readRole } from './policy/read-role.ts';
import { ABSENT, declaredRoles, INTRICATE, NO_ROLES, UNREADABLE } from './subjects.ts';

/**
 * All policies of the role count together, with its boundary and all that they deny. Roles that the spec says it must be
 * allowed to take on, also by a pattern such as `role/cdk-*`, are given to it.
 */
export default defineCheck({
  id: 'iam/no-privilege-escalation',
  title: 'The role cannot get more permissions than it was given',
  risk: 'Whoever takes over one task of the service gives it the rights of an administrator.',
  remediation:
    'Remove one action of each combination, or scope it to resources that give nothing more. Declare which roles it may assume.',
  fix: {
    cli: 'aws iam put-role-policy --role-name <role> --policy-name <policy> --policy-document file://<policy>.json',
    cdk: 'role.addToPolicy(new iam.PolicyStatement({ actions: ["<service>:<Action>"], resources: ["<arn>"] }))',
  },
  severity: 'critical',
  resourceType: 'AWS::IAM::Role',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
  ],
  controls: [],
  proves: ['security/least-privilege'],
  needs: { roles: iamRoles },
  none: NO_ROLES,
  subjects: (spec) =>
    declaredRoles(spec).map((subject) => ({
      ...subject,
      // A declared role is judged by this same rule, so passing it on gains nothing that is not reported.
      harmless: Object.keys(spec.roles ?? {}),
    })),

  evaluate({ name, declared, harmless }, { roles }, { account, partition }) {
    const expected = { escalations: [] };
    const item = roles.get(name);
    if (item === null) return fail(ABSENT, expected, {});

    const resource = { resource: item.arn };
    const permissions = permissionsOf(readRole(item));
    if (isMalformed(permissions)) return unknown(UNREADABLE);
    const found = escalationsOf(permissions, {
      passed: harmless.map((role) => `arn:${partition}:iam::${account}:role/${role}`),
      assumed: (declared.allow ?? []).flatMap(({ actions, resources }) =>
        actions.some((action) => action.toLowerCase() === 'sts:assumerole') ? resources : [],
      ),
    });
    const certain = found.filter(({ grant }) => grant !== 'undecided');
    const actual = {
      escalations: certain.map(({ escalation, grant }) => ({ id: escalation.id, grant })),
    };
    if (certain.length > 0) {
      return fail('The role can get more permissions than it was given.', expected, actual, {
        ...resource,
        details: certain.map(sentence),
      });
    }
    if (found.length > 0) return unknown(INTRICATE);
    return pass(expected, actual, resource);
  },
});

function sentence({ escalation: { steps, gives }, grant }: FoundEscalation): string {
  const actions = steps.map(({ action }) => action).join(', ');
  const condition = grant === 'conditional' ? ', under a condition that a request can fulfil' : '';
  return `To be allowed ${actions} is to be given ${gives}${condition}.`;
}
