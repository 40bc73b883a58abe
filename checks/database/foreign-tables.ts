import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import { foreignData } from '../../collectors/postgres/catalog/foreign-data.ts';
import { defineCheck } from '../../core/check.ts';
import type { Json } from '../../core/json.ts';
import { memberOf, sameJson, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

function withoutPlace(fact: Fact): Json {
  const options = memberOf(fact, 'options');
  if (fact.kind !== 'server' || !Array.isArray(options)) return options;
  return (options as readonly Json[]).filter(
    (option) => typeof option !== 'string' || !/^(?:host|hostaddr|port)=/.test(option),
  );
}

/**
 * Where a server is, is expected to differ, since it may move as well: whether the host of the target's answers is not told here.
 * Options of user mappings are secrets, and not compared.
 */
const RULE: ObjectRule = {
  kinds: {
    fdw: ['foreign data wrapper', 'foreign data wrappers'],
    server: ['foreign server', 'foreign servers'],
    user_mapping: ['user mapping', 'user mappings'],
    foreign_table: ['foreign table', 'foreign tables'],
  },
  members: {
    handler: 'handler',
    fdw: 'foreign data wrapper',
    type: 'type',
    version: 'version',
    server: 'server',
    options: 'list of options',
  },
  mayDiffer: (member, source, target) =>
    member === 'options' && sameJson(withoutPlace(source), withoutPlace(target)),
};

export default defineCheck({
  id: 'database/foreign-tables',
  title:
    'The foreign tables, servers and user mappings of both databases are the same, but for the hosts of servers',
  risk: 'Queries of the foreign table fail.',
  remediation:
    'Create the server, its user mappings and tables in the target, and query each table once.',
  fix: {
    sql: 'CREATE SERVER <server> FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host <host>, dbname <database>);',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/ddl-foreign-data.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/postgresql-commondbatasks-fdw.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { foreignData },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.foreignData),
});
