import type { Report } from '../core/report.ts';
import { csvPieces } from './csv.ts';
import { ctrfPieces } from './ctrf.ts';
import { renderGithub } from './github.ts';
import { gitlabPieces } from './gitlab.ts';
import { htmlPieces } from './html/page.ts';
import { asffPieces } from './asff.ts';
import { jsonReportPieces } from './json.ts';
import { junitPieces } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { renderPrometheus } from './prometheus.ts';
import { sarifPieces } from './sarif.ts';
import { tapPieces } from './tap.ts';
import { renderTracker } from './tracker.ts';
import { ocsfPieces } from './ocsf.ts';

export interface Format {
  /** Of a file of it, without a dot. */
  readonly extension: string;
  /** The text in pieces, so that a long one is never there at once. Pure. */
  readonly pieces: (report: Report) => Iterable<string>;
}

/** The formats of `--output`, by the name they are asked for. */
export const FORMATS: Readonly<Record<string, Format>> = {
  html: { extension: 'html', pieces: htmlPieces },
  json: { extension: 'json', pieces: jsonReportPieces },
  junit: { extension: 'xml', pieces: junitPieces },
  asff: { extension: 'json', pieces: asffPieces },
  ocsf: { extension: 'ndjson', pieces: ocsfPieces },
  markdown: { extension: 'md', pieces: (report) => [renderMarkdown(report)] },
  tracker: { extension: 'md', pieces: (report) => [renderTracker(report)] },
  sarif: { extension: 'sarif', pieces: sarifPieces },
  gitlab: { extension: 'json', pieces: gitlabPieces },
  github: { extension: 'txt', pieces: (report) => [renderGithub(report)] },
  csv: { extension: 'csv', pieces: csvPieces },
  tap: { extension: 'tap', pieces: tapPieces },
  ctrf: { extension: 'json', pieces: ctrfPieces },
  prometheus: { extension: 'prom', pieces: (report) => [renderPrometheus(report)] },
};
