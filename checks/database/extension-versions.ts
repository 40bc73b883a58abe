import { extensions } from '../../collectors/postgres/catalog/extensions.ts';
import { deviationsOr, fail, pass, unknown, type Deviation } from '../../core/judgement.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

/** Below 0 when the first is older; null when they are not numbers with dots and not equal. */
function comparedVersions(one: string, other: string): number | null {
  if (one === other) return 0;
  if (![one, other].every((version) => /^\d+(\.\d+)*$/.test(version))) return null;
  return one.localeCompare(other, 'en', { numeric: true });
}

export default defineCheck({
  id: 'database/extension-versions',
  title: 'No extension of the target is older than that of the source',
  risk: 'What the newer version can do is missing, and the types of some extensions are kept in another way.',
  remediation: 'Update the extension, or move to an engine version that offers the source’s.',
  fix: { sql: 'ALTER EXTENSION <extension> UPDATE;' },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/AuroraPostgreSQL.Extensions.html',
    'https://www.postgresql.org/docs/current/sql-alterextension.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { extensions },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, { extensions }) {
    const source = extensions.get('source');
    const target = extensions.get('target');
    if (source === null || target === null) {
      return unknown('A side did not say which extensions it has.');
    }
    const installed = new Map(target.map(({ id, def }) => [id, def.version]));
    const deviating = source.flatMap(({ id, def }): readonly Deviation[] => {
      const found = installed.get(id);
      // That it is not there at all is for another check to say.
      if (found === undefined) return [];
      const order = comparedVersions(found, def.version);
      if (order !== null && order >= 0) return [];
      const facts = [{ version: def.version }, { version: found }] as const;
      const judgement =
        order === null
          ? unknown(
              `The versions ${def.version} and ${found} of the extension ${id} have no order.`,
            )
          : fail(`The extension ${id} is older in the target.`, ...facts);
      return [{ object: id, judgement }];
    });
    const versions = (side: typeof source) =>
      Object.fromEntries(side.map(({ id, def }) => [id, def.version]));
    return deviationsOr(deviating, pass(versions(source), versions(target)));
  },
});
