import type { CauseKind } from '../../aws.ts';
import type { ParityVerdict } from '../document.ts';
import { toldMessage } from '../told-message.ts';

/**
 * Why a query did not run. `refused`: it is none that may be compared, wherever it runs. `rejected`: this server cannot
 * answer it, which is a fact about the server. `unseen`: no privilege, no time, no connection; it says nothing.
 */
export interface QueryFailure {
  readonly kind: 'refused' | 'rejected' | 'unseen';
  /** The SQLSTATE; null for what no server said. */
  readonly code: string | null;
  readonly message: string;
}

/** A cause as the driver and the server tell it. */
interface Told {
  readonly kind: CauseKind;
  readonly code: string | null;
  readonly message: string;
}

/**
 * What only depends on the query and on the objects and data of the database: not supported, cardinality, data, a schema's
 * name, syntax and access rules, and errors that functions raise. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const OF_CONTENT = /^(0A|21|22|3F|42|P0)/;
const WRITES = '25006';
const SYNTAX = '42601';

const HOW_WRITTEN = 'Write it as one SELECT, VALUES, TABLE or WITH that only reads.';

/** `showValues`: whether values of rows may be told, as texts of errors about data do. */
export function failureOf({ kind, code, message: told }: Told, showValues: boolean): QueryFailure {
  const message = toldMessage({ code, message: told }, showValues);
  if (code === WRITES) {
    return refused(code, `It writes or locks, and the server refused it: ${message}.`);
  }
  if (code === SYNTAX && message.includes('multiple commands')) {
    return refused(code, `It is several statements, and the server refused it: ${message}.`);
  }
  const isContent = kind === 'rejected' && code !== null && OF_CONTENT.test(code);
  return { kind: isContent ? 'rejected' : 'unseen', code, message };
}

export function refused(code: string | null, why: string): QueryFailure {
  return { kind: 'refused', code, message: `${why} ${HOW_WRITTEN}` };
}

/** What a server parses and cannot explain is no query: SHOW, CALL, EXPLAIN itself. */
export function notExplained([source, target]: readonly [
  QueryFailure | null,
  QueryFailure | null,
]): readonly [QueryFailure | null, QueryFailure | null] {
  const mend = (failure: QueryFailure | null) =>
    failure?.code === SYNTAX
      ? refused(SYNTAX, `It is no query that can be explained: ${failure.message}.`)
      : failure;
  return [mend(source), mend(target)];
}

/** That a query's rows cannot be hashed says nothing of the query: it did run. */
export function hashFailures(source: QueryFailure | null, target: QueryFailure | null): string {
  const failure = source ?? target;
  if (failure === null) throw new Error('Both sides hashed the rows.');
  return `The rows were not compared: the ${source === null ? 'target' : 'source'} could not hash them: ${textOf(failure)}.`;
}

/** What it means that one side, or both, did not run a query; null is a side that did. At least one of them did not. */
export function judgeFailures(
  source: QueryFailure | null,
  target: QueryFailure | null,
): { readonly verdict: Extract<ParityVerdict, 'different' | 'unknown'>; readonly note: string } {
  const refusal = [source, target].find((one) => one?.kind === 'refused');
  if (refusal !== undefined && refusal !== null) {
    return { verdict: 'unknown', note: `The query was not compared. ${refusal.message}` };
  }
  if (source !== null && target !== null) {
    const both =
      source.code === target.code && source.message === target.message
        ? `Neither side answers the query: ${textOf(source)}.`
        : `Neither side answers the query: the source says ${textOf(source)}, the target ${textOf(target)}.`;
    return { verdict: 'unknown', note: `${both} Nothing was compared.` };
  }
  const [side, other] = source === null ? ['target', 'source'] : ['source', 'target'];
  const failure = source ?? target;
  if (failure === null) throw new Error('Both sides ran the query.');
  return failure.kind === 'rejected'
    ? {
        verdict: 'different',
        note: `The ${other} answers the query and the ${side} rejects it: ${textOf(failure)}.`,
      }
    : { verdict: 'unknown', note: `The ${side} could not run the query: ${textOf(failure)}.` };
}

function textOf({ message, code }: QueryFailure): string {
  return code === null ? message : `${message} (${code})`;
}
