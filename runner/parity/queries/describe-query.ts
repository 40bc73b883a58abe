import { readTypes } from '../../../collectors/postgres/parity/queries.ts';
import type { QueryColumn } from '../../../core/parity/queries/document.ts';
import type { TextForm } from '../../../core/parity/column-text.ts';
import { refused, type QueryFailure } from '../../../core/parity/queries/failure.ts';
import type { Query } from '../../../core/parity/queries/query-file.ts';
import { failuresOf, onBoth, valuesOf, type Failures, type QueryWork } from './both-sides.ts';

interface Column extends QueryColumn {
  /** The type without its modifier. */
  readonly plain: string;
}

/** What both servers say of a query without running it. */
export interface QueryShape {
  readonly parameters: number;
  readonly source: readonly Column[];
  readonly target: readonly Column[];
}

/** The failures of both sides, when the query is none that both take. */
export async function describeQuery(work: QueryWork): Promise<QueryShape | Failures> {
  const { query } = work;
  const answers = await onBoth(work, async (_, ask, describe) => {
    const { parameters, columns } = await describe(query.sql);
    const types = columns === null ? [] : await readTypes(ask, columns);
    const typed = types.map(({ declared, type }, at) => ({
      name: columns?.[at]?.name ?? '',
      type: declared,
      plain: type,
    }));
    return { parameters, columns: columns === null ? null : typed };
  });
  const both = valuesOf(answers);
  if (both === null) return failuresOf(answers);
  const [source, target] = both;
  if (source.columns === null || target.columns === null) {
    return [refused(null, 'It gives no rows.'), null];
  }
  const refusal = parameterRefusal(query, source.parameters);
  if (refusal !== null) return [refusal, null];
  return { parameters: source.parameters, source: source.columns, target: target.columns };
}

function parameterRefusal({ parameters }: Query, taken: number): QueryFailure | null {
  if (parameters === null || parameters.length === taken) return null;
  return {
    kind: 'refused',
    code: null,
    message: `It takes ${taken} parameters, and its head declares ${parameters.length}: write a line "-- param: text" for each.`,
  };
}

/** How each column becomes text. Functions give character without its length: there blanks are what clients see. */
export function textForms({ source, target }: QueryShape): readonly TextForm[] {
  return source.map(({ plain }, at) => {
    const both = [plain, target[at]?.plain];
    if (both.every((one) => one === 'bytea')) return 'bytes';
    return both.includes('character') ? 'output' : 'cast';
  });
}

export function columnOf({ name, type }: Column): QueryColumn {
  return { name, type };
}
