import type { Report } from '../core/report.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';

export interface Format {
  /** Of a file of it, without a dot. */
  readonly extension: string;
  /** Pure. */
  readonly render: (report: Report) => string;
}

/** The formats of `--output`, by the name they are asked for. */
export const FORMATS: Readonly<Record<string, Format>> = {
  json: { extension: 'json', render: renderJson },
  junit: { extension: 'xml', render: renderJunit },
  markdown: { extension: 'md', render: renderMarkdown },
};
