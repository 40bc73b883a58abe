import { privileges } from '../../collectors/postgres/catalog/privileges.ts';
import { server } from '../../collectors/postgres/catalog/server.ts';
import { defineCheck } from '../../core/check.ts';
import { memberOf, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { PRIVILEGES } from './objects/privileges.ts';
import { SAYS_NOTHING, serversOf } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** The first that knows MAINTAIN, which granting all then includes. https://www.postgresql.org/docs/17/release-17.html */
const KNOWS_MAINTAIN = 170_000;

/**
 * Owners are compared by another check. What the roles of Aurora itself may do in the target is nothing to the source. From 15
 * on nobody but its owner may create in the schema public: a finding, since only its users know whether they do.
 */
function ruleFor(sourceVersion: number): ObjectRule {
  return {
    kinds: { acl: ['grant on', 'grants'] },
    members: PRIVILEGES,
    mayBeExtra: (fact) => / -> rds(?:admin|_superuser)$/.test(fact.id),
    mayDiffer: (member, source) =>
      member === 'MAINTAIN' &&
      memberOf(source, 'MAINTAIN') === null &&
      sourceVersion < KNOWS_MAINTAIN,
  };
}

export default defineCheck({
  id: 'database/privileges',
  title: 'Everybody has the same privileges on every object in both databases',
  risk: 'Statements of the application are refused, or roles and the public can do more than they should.',
  remediation: 'Grant what is missing and revoke what is too much.',
  fix: { sql: 'GRANT <privilege> ON <object> TO <role>;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/ddl-priv.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { privileges, server },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => {
    const servers = serversOf(artifacts.server);
    if (servers === null) return SAYS_NOTHING;
    return judgeObjects(ruleFor(servers.source.versionNumber), artifacts.privileges);
  },
});
