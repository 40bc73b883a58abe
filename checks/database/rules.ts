import { rules } from '../../collectors/postgres/catalog/rules.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Servers of two majors may print one definition in two ways. */
const RULE: ObjectRule = {
  kinds: { rule: ['rule', 'rules'] },
  members: {
    def: 'definition',
    enabled: 'setting of when it holds',
    instead: 'effect on the statement',
  },
};

export default defineCheck({
  id: 'database/rules',
  title: 'The rewrite rules of both databases are the same',
  risk: 'Statements do something else than in the source.',
  remediation: 'Create the rule with the source’s own definition.',
  fix: { sql: 'CREATE RULE <rule> AS ON <event> TO <table> DO INSTEAD <statement>;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/rules.html',
    'https://www.postgresql.org/docs/current/catalog-pg-rewrite.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { rules },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.rules),
});
