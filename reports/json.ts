import { Report } from '../core/report.ts';
import { forJson } from './sanitize.ts';

const KEYS = Object.keys(Report.shape) as readonly (keyof Report)[];

/**
 * The document itself, nothing left out. Its keys stand in the order of the schema; those within, as every run builds
 * them.
 */
export function renderJson(report: Report): string {
  const ordered = Object.fromEntries(KEYS.map((key) => [key, report[key]]));
  return `${forJson(JSON.stringify(ordered, null, 1))}\n`;
}
