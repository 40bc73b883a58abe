import type { Report } from '../core/report.ts';
import { jsonReportPieces } from './json.ts';
import { junitPieces } from './junit.ts';
import { renderMarkdown } from './markdown.ts';

export interface Format {
  /** Of a file of it, without a dot. */
  readonly extension: string;
  /** The text in pieces, so that a long one is never there at once. Pure. */
  readonly pieces: (report: Report) => Iterable<string>;
}

/** The formats of `--output`, by the name they are asked for. */
export const FORMATS: Readonly<Record<string, Format>> = {
  json: { extension: 'json', pieces: jsonReportPieces },
  junit: { extension: 'xml', pieces: junitPieces },
  markdown: { extension: 'md', pieces: (report) => [renderMarkdown(report)] },
};
