import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import { memberships } from '../../collectors/postgres/catalog/memberships.ts';
import { relations } from '../../collectors/postgres/catalog/relations.ts';
import { roles } from '../../collectors/postgres/catalog/roles.ts';
import { routines } from '../../collectors/postgres/catalog/routines.ts';
import { schemas } from '../../collectors/postgres/catalog/schemas.ts';
import { types } from '../../collectors/postgres/catalog/types.ts';
import { defineCheck } from '../../core/check.ts';
import { unknown } from '../../core/judgement.ts';
import { NO_CATALOG } from './objects/catalogs.ts';
import { memberOf, textOf, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { attribute, isMember } from './objects/roles.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/**
 * What a superuser owns may belong to a member of rds_superuser, since Aurora has no superuser for its users; but not a
 * routine that runs with its owner's rights, which are then fewer. From 15 on the schema public belongs to the owner of
 * the database by itself. Missing objects are found by other checks.
 */
function ruleFor(sourceRoles: readonly Fact[], targetMemberships: readonly Fact[]): ObjectRule {
  return {
    kinds: {
      schema: ['schema', 'schemas'],
      relation: ['relation', 'relations'],
      routine: ['routine', 'routines'],
      type: ['type', 'types'],
    },
    members: { owner: 'owner' },
    commonAlone: ['schema', 'relation', 'routine', 'type'],
    mayDiffer: (_, source, target) => {
      const owner = textOf(target, 'owner');
      const ofSuperuser = attribute(sourceRoles, textOf(source, 'owner'), 'super') === true;
      if (!ofSuperuser || memberOf(source, 'secdef') === true) return false;
      if (source.kind === 'schema' && source.id === 'public' && owner === 'pg_database_owner') {
        return true;
      }
      return isMember(targetMemberships, owner, 'rds_superuser');
    },
  };
}

export default defineCheck({
  id: 'database/ownership',
  title: 'Every schema, relation, routine and type has the owner of the source in the target',
  risk: 'The application cannot change its own objects, and routines that run as their owner run as somebody else.',
  remediation: 'Give the object to the owner that it has in the source.',
  fix: { sql: 'ALTER TABLE <table> OWNER TO <role>;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/ddl-priv.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { schemas, relations, routines, types, roles, memberships },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => {
    const { schemas, relations, routines, types, roles, memberships } = artifacts;
    const from = roles.get('source');
    const to = memberships.get('target');
    if (from === null || to === null) return unknown(NO_CATALOG);
    return judgeObjects(ruleFor(from, to), schemas, relations, routines, types);
  },
});
