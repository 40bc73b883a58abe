import { jsonPieces } from '../core/json-pieces.ts';
import { Report } from '../core/report.ts';
import { forJson } from './sanitize.ts';

/** Down to each finding of the list of findings. */
const DEPTH = 2;

const KEYS = Object.keys(Report.shape) as readonly (keyof Report)[];

/**
 * The document itself, nothing left out. Its keys stand in the order of the schema; those within, as every run builds
 * them.
 */
export function renderJson(report: Report): string {
  return [...jsonReportPieces(report)].join('');
}

/** The same in pieces, for a file that is too long to be in memory at once. */
export function* jsonReportPieces(report: Report): Generator<string, void, undefined> {
  const ordered = Object.fromEntries(KEYS.map((key) => [key, report[key]]));
  for (const piece of jsonPieces(ordered, DEPTH)) yield forJson(piece);
  yield '\n';
}
