import { types } from '../../collectors/postgres/catalog/types.ts';
import { defineCheck } from '../../core/check.ts';
import { memberOf, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Constraints of domains are compared with all constraints. The multirange that belongs to a range is no type of its own here. */
const RULE: ObjectRule = {
  kinds: { type: ['type', 'types'] },
  members: {
    typtype: 'kind',
    base: 'base type',
    notnull: 'rule for nulls',
    default: 'default',
    collation: 'collation',
    attrs: 'list of attributes',
    range: 'definition as a range',
  },
  isMeant: (fact) => memberOf(fact, 'typtype') !== 'e',
};

export default defineCheck({
  id: 'database/types',
  title: 'The domains, composite types and ranges of both databases are the same',
  risk: 'Values are accepted that the source refuses, or refused that it accepts.',
  remediation: 'Create the type with the source’s own definition; DMS makes texts of such types.',
  fix: { sql: 'CREATE DOMAIN <domain> AS <type> CHECK (<condition>);' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/catalog-pg-type.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { types },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.types),
});
