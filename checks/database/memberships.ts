import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import { memberships } from '../../collectors/postgres/catalog/memberships.ts';
import { roles } from '../../collectors/postgres/catalog/roles.ts';
import { defineCheck } from '../../core/check.ts';
import { unknown } from '../../core/judgement.ts';
import { NO_CATALOG } from './objects/catalogs.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { attribute, isRole, membershipOf } from './objects/roles.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** What a role that only the target has may be a member of: it reads, or says how it logs in. */
const HARMLESS = /^(rds_iam|rds_superuser|pg_monitor|pg_read_all_(data|stats|settings))$/;

/**
 * The target's own administrator may be a member of anything, and so may what was a superuser. rds_replication stands for an
 * attribute of the source, and rds_iam only says how a role logs in.
 */
function ruleFor(sourceRoles: readonly Fact[], ofTarget: readonly Fact[]): ObjectRule {
  const held = ofTarget.map(membershipOf);
  const isAdministrator = (name: string) =>
    held.some(({ role, member }) => role === 'rds_superuser' && member === name);
  return {
    kinds: { member: ['membership', 'memberships'] },
    members: { admin: 'right to grant it', inherit: 'inheritance', set: 'right to set the role' },
    mayBeExtra: (fact) => {
      const { role, member } = membershipOf(fact);
      if (!isRole(sourceRoles, member)) {
        return isAdministrator(member) || HARMLESS.test(role);
      }
      if (attribute(sourceRoles, member, 'super') === true || role === 'rds_iam') return true;
      return role === 'rds_replication' && attribute(sourceRoles, member, 'replication') === true;
    },
  };
}

export default defineCheck({
  id: 'database/memberships',
  title: 'Every role is a member of the same roles in both databases',
  risk: 'Roles lose rights that they have through others, or get rights that they must not have.',
  remediation: 'Grant or revoke the membership as it is in the source.',
  fix: { sql: 'GRANT <role> TO <member>;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/role-membership.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { memberships, roles },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => {
    const roles = artifacts.roles.get('source');
    const ofTarget = artifacts.memberships.get('target');
    if (roles === null || ofTarget === null) return unknown(NO_CATALOG);
    return judgeObjects(ruleFor(roles, ofTarget), artifacts.memberships);
  },
});
