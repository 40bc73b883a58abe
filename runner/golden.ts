import { readFile } from 'node:fs/promises';
import type { Report } from '../core/report.ts';
import { FORMATS } from '../reports/formats.ts';
import { renderTerminal, type TerminalOptions } from '../reports/terminal.ts';
import { readReport } from './run-folder.ts';

/** Kept by hand: a document with every status, and the spec that it points into. All else there is made from them. */
export const GOLDEN = 'reports/golden';

const TERMINALS: Readonly<Record<string, Partial<TerminalOptions>>> = {
  'terminal.txt': {},
  'terminal-quiet.txt': { verbosity: 'quiet' },
  'terminal-verbose.txt': { verbosity: 'verbose', width: 120 },
  'terminal-narrow.txt': { width: 40 },
  'terminal-ascii.txt': { ascii: true },
  'terminal-color.txt': { color: true },
};

/** The golden document in every format, by path, so that a change of words or layout is seen in a review. */
export async function goldenFiles(): Promise<ReadonlyMap<string, string>> {
  const report = await readReport(`${GOLDEN}/run.json`);
  const specText = await readFile(`${GOLDEN}/spec.yaml`, 'utf8');
  const files = new Map<string, string>();
  for (const [name, { extension, pieces }] of Object.entries(FORMATS)) {
    files.set(
      `${GOLDEN}/${name === 'json' ? 'run' : name}.${extension}`,
      [...pieces(report)].join(''),
    );
  }
  for (const [name, options] of Object.entries(TERMINALS)) {
    files.set(`${GOLDEN}/${name}`, onTerminal(report, specText, options));
  }
  return files;
}

function onTerminal(report: Report, specText: string, options: Partial<TerminalOptions>): string {
  return renderTerminal(report, {
    width: 80,
    color: false,
    ascii: false,
    verbosity: 'normal',
    specText,
    reports: [
      { format: 'run', path: `.landfall/runs/${report.run.id}` },
      { format: 'junit', path: 'out/junit.xml' },
    ],
    rerun: 'landfall run compliance --spec specs/golden.yaml --env prod --only ecs --only sg',
    exitCode: 1,
    ...options,
  });
}
