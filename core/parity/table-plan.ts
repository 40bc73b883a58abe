import { canonical, type Json } from '../json.ts';
import { keyText } from './column-text.ts';
import { coverColumns, hashedTexts, type ColumnCoverage } from './columns.ts';
import { keyHash } from './key-hash.ts';
import { chooseKey, type KeyChoice } from './key-choice.ts';
import { HASH_VERSION, rowHash, type HashAlgorithm, type Lane } from './row-hash.ts';
import { majorOf, type ServerFacts, type TableFacts } from './table-facts.ts';

const SIDES = ['source', 'target'] as const;

/** What both servers can do, which decides how rows are hashed. */
export interface Abilities {
  readonly algorithm: HashAlgorithm;
  /** An aggregate of exclusive or, since PostgreSQL 14. */
  readonly hasXor: boolean;
  /** `trim_scale`, since PostgreSQL 13. */
  readonly trimsScale: boolean;
}

export function abilitiesOf(servers: readonly ServerFacts[], algorithm: HashAlgorithm): Abilities {
  const oldest = Math.min(...servers.map(majorOf));
  return { algorithm, hasXor: oldest >= 14, trimsScale: oldest >= 13 };
}

/** The SQL by which one side reads a table's rows. */
export interface SideExpressions {
  readonly table: TableFacts;
  /** The hash of a row's content, and a second one of another seed. */
  readonly hash: string;
  readonly secondHash: string;
  /** What spreads rows over buckets by their key; null without one. */
  readonly keyHash: string | null;
  readonly keyTexts: readonly string[];
}

export interface TablePlan {
  readonly name: string;
  readonly choice: KeyChoice;
  readonly coverage: ColumnCoverage;
  readonly abilities: Abilities;
  readonly source: SideExpressions;
  readonly target: SideExpressions;
}

export function planTable(
  name: string,
  source: TableFacts,
  target: TableFacts,
  abilities: Abilities,
): TablePlan {
  const { algorithm } = abilities;
  const choice = chooseKey(source, target);
  const coverage = coverColumns(source, target);
  const key = choice.mode === 'multiset' ? [] : choice.key;
  const [left, right] = SIDES.map((side): SideExpressions => {
    const texts = hashedTexts(coverage.compared, side);
    const hash = (lane: Lane) => rowHash(texts, algorithm, lane);
    const keyTexts = key.map((column) => keyText(column, abilities.trimsScale));
    // In buckets a key may be one of a single side: there it is null at times.
    const isOfBoth = choice.mode === 'range';
    const keyed = keyTexts.map((text) => ({ text, nullable: !isOfBoth }));
    const hashOfKey = isOfBoth ? keyHash(key, keyed, algorithm) : rowHash(keyed, algorithm);
    return {
      table: side === 'source' ? source : target,
      hash: hash(0),
      secondHash: hash(1),
      keyHash: key.length === 0 ? null : hashOfKey,
      keyTexts,
    };
  });
  if (left === undefined || right === undefined) throw new Error('A table has two sides.');
  return { name, choice, coverage, abilities, source: left, target: right };
}

/** What a journal's checksums depend on, as text: those of another plan say nothing about this one. */
export function planIdentity({ name, choice, abilities, source, target }: TablePlan): string {
  const parts: Json = {
    version: HASH_VERSION,
    name,
    mode: choice.mode,
    key: choice.mode === 'multiset' ? [] : choice.key.map((column) => column.name),
    xor: abilities.hasXor,
    source: [source.hash, source.secondHash, source.keyHash, typesOf(source)],
    target: [target.hash, target.secondHash, target.keyHash, typesOf(target)],
  };
  return JSON.stringify(canonical(parts));
}

function typesOf({ table }: SideExpressions): Json {
  return table.columns.map(({ name, declared, generated }) => [name, declared, generated]);
}
