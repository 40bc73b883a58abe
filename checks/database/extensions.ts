import { availableExtensions } from '../../collectors/postgres/catalog/available-extensions.ts';
import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import { extensions, type Extension } from '../../collectors/postgres/catalog/extensions.ts';
import { deviationsOr, fail, pass, unknown, type Deviation } from '../../core/judgement.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

interface Offer {
  readonly allowed: boolean;
}

function whyLacking(offer: Offer | undefined): string {
  if (offer === undefined) return 'and does not offer it';
  return offer.allowed
    ? 'which CREATE EXTENSION would install'
    : 'which rds.allowed_extensions does not allow';
}

function placeOf({ def: { schema, version } }: Fact<Extension>) {
  return { schema, version };
}

function namesOf(extensions: readonly { readonly id: string }[]): readonly string[] {
  return extensions.map(({ id }) => id).sort();
}

export default defineCheck({
  id: 'database/extensions',
  title: 'Every extension of the source is installed in the target, in the same schema',
  risk: 'Types, functions and indexes that come from the extension do not exist, and neither does the data in them.',
  remediation:
    'Create the extension in the target; one that Aurora does not offer must be replaced in the source first.',
  fix: { sql: 'CREATE EXTENSION <extension> SCHEMA <schema>;' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/AuroraPostgreSQL.Extensions.html',
    'https://www.postgresql.org/docs/current/sql-createextension.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { extensions, availableExtensions },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, { extensions, availableExtensions }) {
    const source = extensions.get('source');
    const target = extensions.get('target');
    const offered = availableExtensions.get('target');
    if (source === null || target === null || offered === null) {
      return unknown('A side did not say which extensions it has.');
    }
    const installed = new Map(target.map((extension) => [extension.id, extension]));
    const offers = new Map(offered.map(({ id, def }) => [id, def]));
    const deviating = source.flatMap((extension): readonly Deviation[] => {
      const { id } = extension;
      const expected = placeOf(extension);
      const found = installed.get(id);
      if (found === undefined) {
        const message = `The target lacks the extension ${id}, ${whyLacking(offers.get(id))}.`;
        return [{ object: id, judgement: fail(message, expected, {}) }];
      }
      const actual = placeOf(found);
      if (actual.schema === expected.schema) return [];
      const message = `The extension ${id} is in another schema of the target.`;
      return [{ object: id, judgement: fail(message, expected, actual) }];
    });
    return deviationsOr(
      deviating,
      pass({ extensions: namesOf(source) }, { extensions: namesOf(target) }),
    );
  },
});
