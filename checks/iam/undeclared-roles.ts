import { allRoles } from '../../collectors/aws/iam/all-roles.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeByName, namedScopeSubject, NO_SCOPE } from '../undeclared.ts';

/** IAM lists roles without their tags, and the tagging API knows no roles, so that a scope finds them by name. Those that AWS made for its services cannot be declared. */
export default defineCheck({
  id: 'iam/undeclared-roles',
  title: 'No role whose name is in the scope is undeclared',
  risk: 'What nobody planned has permissions that nobody judged, and outlives the migration unseen.',
  remediation: 'Declare the role, or delete it.',
  fix: {
    cli: 'aws iam delete-role --role-name <role>',
    cdk: 'new iam.Role(this, "<id>", { roleName: "<name>", assumedBy })',
  },
  severity: 'high',
  resourceType: 'AWS::IAM::Role',
  references: ['https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html'],
  controls: [],
  proves: ['security/least-privilege'],
  needs: { roles: allRoles },
  none: NO_SCOPE,
  subjects: (spec) => namedScopeSubject(spec, 'roles', Object.keys(spec.roles ?? {})),

  evaluate(subject, { roles }) {
    return judgeByName(
      { one: 'A role', many: 'roles' },
      subject,
      roles.get(ALL)?.filter(({ path }) => !/^\/aws-(service-role|reserved)\//.test(path)) ?? null,
    );
  },
});
