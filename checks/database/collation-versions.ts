import { collations, type UsedCollation } from '../../collectors/postgres/catalog/collations.ts';
import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import { server } from '../../collectors/postgres/catalog/server.ts';
import { SIDES, type Side } from '../../core/postgres.ts';
import { deviationsOr, fail, pass, unknown, type Deviation } from '../../core/judgement.ts';
import { NO_CATALOG } from './objects/catalogs.ts';
import { SAYS_NOTHING, serversOf } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

/** The order of bytes never changes; of any other there must be a version to compare. */
function isUntold(version: string | null, collate: string | null): boolean {
  return version === null && !/^(C|POSIX)(\.|$)/i.test(collate ?? '');
}

/** What there is to say against a collation that is used beside the default. */
function deviationOf(side: Side, { id, def }: Fact<UsedCollation>): readonly Deviation[] {
  const { version, actualVersion, collate } = def;
  const object = `${id} of the ${side}`;
  if (isUntold(version, collate)) {
    return [{ object, judgement: unknown(`The ${side} keeps no version of the collation ${id}.`) }];
  }
  if (version === null || version === actualVersion) return [];
  const message = `The collation ${id} of the ${side} was created with another version.`;
  return [{ object, judgement: fail(message, { version }, { version: actualVersion }) }];
}

export default defineCheck({
  id: 'database/collation-versions',
  title:
    'The libraries of each side sort as they did when the database and the collations that it uses were created',
  risk: 'Indexes are in another order than the library’s now: rows are not found and duplicates are let in.',
  remediation: 'Rebuild the indexes over texts, then refresh the version that the database keeps.',
  fix: { sql: 'ALTER DATABASE <database> REFRESH COLLATION VERSION;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/sql-altercollation.html#SQL-ALTERCOLLATION-NOTES',
    'https://www.postgresql.org/docs/current/catalog-pg-collation.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { server, collations },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, artifacts) {
    const servers = serversOf(artifacts.server);
    if (servers === null) return SAYS_NOTHING;
    const expected = {
      source: servers.source.collationVersion,
      target: servers.target.collationVersion,
    };
    const actual = {
      source: servers.source.actualCollationVersion,
      target: servers.target.actualCollationVersion,
    };
    const untold = SIDES.find((side) =>
      isUntold(servers[side].collationVersion, servers[side].collate),
    );
    if (untold !== undefined) {
      return unknown(
        `The ${untold} keeps no version of its collation, as PostgreSQL before 15 and some libraries do not.`,
      );
    }
    // Null where the collation has no version, as C has none.
    if (expected.target !== null && expected.target !== actual.target) {
      return fail(
        'The target was created with another version of its collation.',
        expected,
        actual,
      );
    }
    if (expected.source !== null && expected.source !== actual.source) {
      const message = 'The source was created with another version of its collation.';
      return fail(message, expected, actual);
    }
    const source = artifacts.collations.get('source');
    const target = artifacts.collations.get('target');
    if (source === null || target === null) return unknown(NO_CATALOG);
    const deviating = [
      ...source.flatMap((fact) => deviationOf('source', fact)),
      ...target.flatMap((fact) => deviationOf('target', fact)),
    ];
    return deviationsOr(
      deviating,
      pass(
        { ...expected, otherCollations: source.length },
        { ...actual, otherCollations: target.length },
      ),
    );
  },
});
