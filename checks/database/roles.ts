import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import { memberships } from '../../collectors/postgres/catalog/memberships.ts';
import { relations } from '../../collectors/postgres/catalog/relations.ts';
import { roles } from '../../collectors/postgres/catalog/roles.ts';
import { defineCheck } from '../../core/check.ts';
import { unknown } from '../../core/judgement.ts';
import { NO_CATALOG } from './objects/catalogs.ts';
import { definition, memberOf, type ObjectRule } from './objects/differences.ts';
import { compareFacts } from './objects/judge-objects.ts';
import { isMember } from './objects/roles.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

const ATTRIBUTES = {
  super: 'rights as a superuser',
  inherit: 'inheritance',
  createrole: 'right to make roles',
  createdb: 'right to make databases',
  login: 'right to log in',
  replication: 'right to replicate',
  bypassrls: 'right to pass by row security',
  connlimit: 'limit of connections',
  validuntil: 'end of its password',
} as const;

/**
 * The target has roles of its own, such as its administrator; their privileges and memberships are compared by other checks.
 * A superuser has every attribute by being one, so that on Aurora a member of rds_superuser stands for it; one that sees
 * rows past their policies must still see them.
 */
function ruleFor(targetMemberships: readonly Fact[], guarded: boolean): ObjectRule {
  return {
    kinds: { role: ['role', 'roles'] },
    members: ATTRIBUTES,
    mayBeExtra: () => true,
    mayDiffer: (member, source, target) => {
      const wasSuperuser = memberOf(source, 'super') === true;
      const standsFor =
        wasSuperuser &&
        (memberOf(target, 'super') === true ||
          isMember(targetMemberships, target.id, 'rds_superuser'));
      switch (member) {
        case 'super':
        case 'createrole':
        case 'createdb':
          return standsFor;
        case 'replication':
          return (
            standsFor ||
            (memberOf(source, member) === true &&
              isMember(targetMemberships, target.id, 'rds_replication'))
          );
        case 'bypassrls':
          return standsFor && (!guarded || memberOf(target, 'super') === true);
        case 'connlimit':
          return connections(target) >= connections(source);
        case 'validuntil':
          return endOf(source) === endOf(target);
        default:
          return false;
      }
    },
  };
}

/** A superuser passes by row security whether or not it has the attribute: where policies are, what stands for it must have it. */
function withRights(fact: Fact): Fact {
  if (memberOf(fact, 'super') !== true) return fact;
  return { ...fact, def: { ...definition(fact, Object.keys(ATTRIBUTES)), bypassrls: true } };
}

/** -1 is no limit. */
function connections(fact: Fact): number {
  const limit = Number(memberOf(fact, 'connlimit') ?? -1);
  return limit < 0 ? Infinity : limit;
}

/** A password without an end is one that ends at infinity. */
function endOf(fact: Fact): string {
  const end = memberOf(fact, 'validuntil');
  return typeof end === 'string' ? end : 'infinity';
}

export default defineCheck({
  id: 'database/roles',
  title: 'Every role of the source is in the target, and may do the same',
  risk: 'The application or its people cannot log in or do their work, or can do more than they should.',
  remediation:
    'Create the role with the attributes of the source; give rds_superuser and rds_replication in place of those that Aurora keeps.',
  fix: { sql: 'ALTER ROLE <role> WITH <attribute>;' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/role-attributes.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { roles, memberships, relations },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => {
    const { roles, memberships, relations } = artifacts;
    const source = roles.get('source');
    const target = roles.get('target');
    const granted = memberships.get('target');
    const tables = relations.get('source');
    if (source === null || target === null || granted === null || tables === null) {
      return unknown(NO_CATALOG);
    }
    const guarded = tables.some((fact) => memberOf(fact, 'rls') === true);
    return compareFacts(
      ruleFor(granted, guarded),
      guarded ? source.map(withRights) : source,
      target,
    );
  },
});
