import { Report } from '../core/report.ts';
import { forJson } from './sanitize.ts';

/** The document itself. Its keys stand in the order of its schema, wherever it was built or read from. */
export function renderJson(report: Report): string {
  return `${forJson(JSON.stringify(Report.parse(report), null, 1))}\n`;
}
