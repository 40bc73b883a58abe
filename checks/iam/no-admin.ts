import { iamRoles } from '../../collectors/aws/iam/roles.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { adminPolicies, adminRights } from './policy/admin.ts';
import { isMalformed } from './policy/document.ts';
import { permissionsOf } from './policy/permissions.ts';
import { readRole } from './policy/read-role.ts';
import { ABSENT, declaredRoles, INTRICATE, NO_ROLES, UNREADABLE } from './subjects.ts';

const NONE = 'denied';

export default defineCheck({
  id: 'iam/no-admin',
  title: 'The role is no administrator',
  risk: 'Whoever takes over one task of the service owns the whole account.',
  remediation: 'Replace the policies with ones that name the actions and resources in use.',
  fix: {
    cli: 'aws iam detach-role-policy --role-name <role> --policy-arn arn:aws:iam::aws:policy/AdministratorAccess',
    cdk: 'role.addToPolicy(new iam.PolicyStatement({ actions: ["<service>:<Action>"], resources: ["<arn>"] }))',
  },
  severity: 'critical',
  resourceType: 'AWS::IAM::Role',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  ],
  controls: [
    'Security Hub 2026-08 IAM.1',
    'CIS AWS 3.0.0 1.16',
    'CIS AWS 5.0.0 1.15',
    'CIS AWS 6.0.0 2.15',
  ],
  proves: ['security/least-privilege'],
  needs: { roles: iamRoles },
  none: NO_ROLES,
  subjects: declaredRoles,

  evaluate({ name }, { roles }) {
    const expected = { administratorPolicies: [], everything: NONE, allOfIam: NONE };
    const item = roles.get(name);
    if (item === null) return fail(ABSENT, expected, {});

    const resource = { resource: item.arn };
    const role = readRole(item);
    // AWS's own policies for administrators count by name: what is in them, AWS may change.
    const administratorPolicies = adminPolicies(role);
    if (administratorPolicies.length > 0) {
      return fail(
        'A policy for administrators is attached to the role.',
        expected,
        { administratorPolicies },
        { ...resource, details: administratorPolicies.map((policy) => `${policy} is attached.`) },
      );
    }
    const permissions = permissionsOf(role);
    if (isMalformed(permissions)) return unknown(UNREADABLE);
    const { everything, allOfIam } = adminRights(permissions);
    const actual = { administratorPolicies, everything, allOfIam };
    if (isHeld(everything)) {
      return fail('The role may do everything.', expected, actual, {
        ...resource,
        details: [sentence('everything on everything', everything)],
      });
    }
    if (isHeld(allOfIam)) {
      return fail('The role may do everything in IAM.', expected, actual, {
        ...resource,
        details: [sentence('everything in IAM', allOfIam)],
      });
    }
    if (everything !== NONE || allOfIam !== NONE) return unknown(INTRICATE);
    return pass(expected, actual, resource);
  },
});

/** A condition that does not rule a right out leaves it to the request. */
function isHeld(grant: string): boolean {
  return grant === 'allowed' || grant === 'conditional';
}

function sentence(what: string, grant: string): string {
  const condition = grant === 'conditional' ? ' under a condition that a request can fulfil' : '';
  return `The policies together allow ${what}${condition}.`;
}
