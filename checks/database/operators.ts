import { operators } from '../../collectors/postgres/catalog/operators.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Those that an extension brings are no part of the catalog. */
const RULE: ObjectRule = {
  kinds: {
    operator: ['operator', 'operators'],
    cast: ['cast', 'casts'],
    opclass: ['operator class', 'operator classes'],
    conversion: ['conversion', 'conversions'],
    collation: ['collation', 'collations'],
    language: ['language', 'languages'],
    access_method: ['access method', 'access methods'],
    transform: ['transform', 'transforms'],
  },
  members: {
    fn: 'function',
    com: 'commutator',
    neg: 'negator',
    rest: 'estimate of restrictions',
    join: 'estimate of joins',
    hash: 'use in hash joins',
    merge: 'use in merge joins',
    ctx: 'context',
    method: 'method',
    type: 'type',
    default: 'role as the default',
    from: 'side that it comes from',
    to: 'side that it goes to',
    provider: 'provider',
    collate: 'order',
    locale: 'locale',
    deterministic: 'rule for equality',
    trusted: 'trust',
    handler: 'handler',
  },
};

export default defineCheck({
  id: 'database/operators',
  title:
    'The operators, casts, operator classes, conversions, collations, languages, access methods and transforms of both databases are the same',
  risk: 'Expressions fail or mean something else than in the source.',
  remediation:
    'Create the object with the source’s own definition, as far as Aurora lets a role that is no superuser.',
  fix: {
    sql: 'CREATE OPERATOR <operator> (FUNCTION = <function>, LEFTARG = <type>, RIGHTARG = <type>);',
  },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/extend.html',
    'https://www.postgresql.org/docs/current/sql-createoperator.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { operators },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.operators),
});
