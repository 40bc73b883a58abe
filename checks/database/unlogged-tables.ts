import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import { relations } from '../../collectors/postgres/catalog/relations.ts';
import { defineCheck } from '../../core/check.ts';
import {
  deviationsOr,
  fail,
  pass,
  unknown,
  type Deviations,
  type Judgement,
} from '../../core/judgement.ts';
import { NO_CATALOG, type CatalogArtifact } from './objects/catalogs.ts';
import { meantBy, memberOf, textOf } from './objects/differences.ts';
import { counted } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

const TABLES = {
  kinds: { relation: ['table', 'tables'] },
  isMeant: (fact: Fact) => ['r', 'p', 'm'].includes(textOf(fact, 'relkind')),
} as const;

/** A table that is unlogged on both sides is one finding. */
function judgeUnlogged(relations: CatalogArtifact): Judgement | Deviations {
  const source = relations.get('source');
  const target = relations.get('target');
  if (source === null || target === null) return unknown(NO_CATALOG);
  const from = unloggedOf(source);
  const to = unloggedOf(target);
  const deviating = [...new Set([...from, ...to])].sort().map((id) => {
    const sides = [...(from.has(id) ? ['source'] : []), ...(to.has(id) ? ['target'] : [])];
    const message = `The table ${id} is unlogged in the ${sides.join(' and in the ')}.`;
    return {
      object: `table ${id}`,
      judgement: fail(message, { persistence: 'p' }, { unloggedIn: sides }),
    };
  });
  return deviationsOr(deviating, pass(counted(TABLES, source), counted(TABLES, target)));
}

function unloggedOf(facts: readonly Fact[]): ReadonlySet<string> {
  const tables = [...meantBy(TABLES, facts).values()];
  return new Set(
    tables.filter((fact) => memberOf(fact, 'persistence') === 'u').map(({ id }) => id),
  );
}

export default defineCheck({
  id: 'database/unlogged-tables',
  title: 'No table is unlogged, in the source or in the target',
  risk: 'The rows of an unlogged table are not replicated, and a failover or crash empties it.',
  remediation: 'Make the table logged, or waive it when its rows may be lost.',
  fix: { sql: 'ALTER TABLE <table> SET LOGGED;' },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/sql-createtable.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { relations },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeUnlogged(artifacts.relations),
});
