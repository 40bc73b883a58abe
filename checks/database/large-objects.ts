import { largeObjects } from '../../collectors/postgres/catalog/large-objects.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, type Judgement } from '../../core/judgement.ts';
import { NO_CATALOG, type CatalogArtifact } from './objects/catalogs.ts';
import { definition, sameJson } from './objects/differences.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

const MEMBERS = ['count', 'oid_digest', 'owners'];

/** A database is one fact. Contents are too much to read from a catalog: a pass says so when there are any. */
function judgeLargeObjects(catalog: CatalogArtifact): Judgement {
  const source = catalog.get('source')?.[0];
  const target = catalog.get('target')?.[0];
  if (source === undefined || target === undefined) return unknown(NO_CATALOG);
  const expected = definition(source, MEMBERS);
  const actual = definition(target, MEMBERS);
  if (!sameJson(expected, actual)) {
    return fail('The target has other large objects, or of other owners.', expected, actual);
  }
  const details =
    expected['count'] === 0 ? [] : ['The contents of large objects were not compared.'];
  return pass(expected, actual, { details });
}

export default defineCheck({
  id: 'database/large-objects',
  title: 'Every large object of the source is in the target, with its number and owner',
  risk: 'Values that are kept as large objects are lost: neither DMS nor logical replication moves them.',
  remediation:
    'Copy the large objects by themselves, with pg_dump for instance, and compare their contents.',
  fix: { sql: 'SELECT lo_from_bytea(<oid>, <contents>);' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/largeobjects.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { largeObjects },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeLargeObjects(artifacts.largeObjects),
});
