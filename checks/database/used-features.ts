import { columns } from '../../collectors/postgres/catalog/columns.ts';
import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import { extensions } from '../../collectors/postgres/catalog/extensions.ts';
import { relations } from '../../collectors/postgres/catalog/relations.ts';
import { routines } from '../../collectors/postgres/catalog/routines.ts';
import { server } from '../../collectors/postgres/catalog/server.ts';
import { triggers } from '../../collectors/postgres/catalog/triggers.ts';
import { types } from '../../collectors/postgres/catalog/types.ts';
import type { Artifact, ArtifactsOf } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Json } from '../../core/json.ts';
import type { Side } from '../../core/postgres.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { majorOf } from './server-of.ts';
import { movedDatabase, NO_MIGRATION, type MovedDatabase } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

const NEEDS = { columns, extensions, relations, routines, server, triggers, types };

/** How many a side has; null when it gave no catalog. */
type Feature = (artifacts: ArtifactsOf<typeof NEEDS>, side: Side) => number | null;

/** The words that a spec may use. */
const FEATURES: Readonly<Record<string, Feature>> = {
  enums: ({ types }, side) => count(types, side, ({ def }) => memberOf(def, 'typtype') === 'e'),
  jsonb: ({ columns }, side) =>
    count(columns, side, ({ def }) => memberOf(def, 'type') === 'jsonb'),
  'range-partitions': ({ relations }, side) =>
    count(relations, side, ({ def }) => (memberOf(def, 'partkey') ?? '').startsWith('RANGE')),
  triggers: ({ triggers }, side) => count(triggers, side, () => true),
  functions: ({ routines }, side) => count(routines, side, () => true),
  // PostgreSQL's own from 13 on, an extension's before.
  gen_random_uuid: ({ server, extensions }, side) => {
    const own = server.get(side)?.[0]?.def;
    const installed = extensions.get(side);
    if (own === undefined || installed === null) return null;
    return majorOf(own) >= 13 || installed.some(({ id }) => id === 'pgcrypto') ? 1 : 0;
  },
};

function count(
  catalog: Artifact<readonly Fact[]>,
  side: Side,
  isMeant: (fact: Fact) => boolean,
): number | null {
  return catalog.get(side)?.filter(isMeant).length ?? null;
}

function memberOf(def: Json, member: string): string | null {
  if (def === null || typeof def !== 'object' || Array.isArray(def)) return null;
  const value = (def as Readonly<Record<string, Json>>)[member];
  return typeof value === 'string' ? value : null;
}

/** What every PostgreSQL has, and a pooler may lose: checks of the pooler judge that. */
const OF_CONNECTIONS = ['prepared-statements'];

interface Use extends MovedDatabase {
  readonly use: string;
}

function uses(spec: Spec): readonly Use[] {
  return movedDatabase(spec).flatMap((subject) =>
    (subject.declared.source.uses ?? []).map((use, at) => ({
      ...subject,
      name: `${subject.name} uses ${use}`,
      path: ['migration', 'source', 'uses', at],
      use,
      ...(OF_CONNECTIONS.includes(use) && {
        notApplicable: `Whether ${use} work is up to the pooler, and not to the database.`,
      }),
    })),
  );
}

export default defineCheck({
  id: 'database/used-features',
  title: 'What the applications use of PostgreSQL is in use in the target',
  risk: 'The applications call for what is not there.',
  remediation:
    'Move the objects that the feature stands for: they are listed one by one by the checks of tables, types, triggers and functions.',
  fix: { sql: 'CREATE EXTENSION pgcrypto;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/features.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: NEEDS,
  none: NO_MIGRATION,
  subjects: uses,

  evaluate({ use }, artifacts) {
    const feature = FEATURES[use];
    if (feature === undefined) return unknown(`How to look for ${use} is not known here.`);
    const source = feature(artifacts, 'source');
    const target = feature(artifacts, 'target');
    if (source === null || target === null) return unknown('A side gave no catalog.');
    const facts = [{ [use]: source }, { [use]: target }] as const;
    if (source === 0) {
      return fail(
        `The source has no ${use}: the declared use is wrong, or the database.`,
        ...facts,
      );
    }
    return target === 0 ? fail(`The target has no ${use}.`, ...facts) : pass(...facts);
  },
});
