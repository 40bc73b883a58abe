import { beginLine, endLine, requestLines } from '../../../sandbox/bench-load/k6-lines.ts';
import { LoadFold } from '../../stream/load-fold.ts';
import type { RanScenario } from '../ran-scenario.ts';
import type { Simulated } from './simulated-load.ts';

/** The lines that count: k6 writes ten more of each request. */
const READ = /^\{"metric":"(landfall_|http_reqs")/;

/** What k6 would tell of a run in which nothing was dropped: its first line, those of each request, and its last. */
export function toldLines({ requests, droppedAtMs }: Simulated): readonly string[] {
  if (droppedAtMs.length > 0) throw new Error('Nothing is to be dropped.');
  return [
    ...linesOf(beginLine()),
    ...requests.flatMap((request) => linesOf(requestLines({ ...request, scenario: 'api' }))),
    ...linesOf(endLine()),
  ];
}

/** One stream of these lines, as they are or broken off. */
export function foldedLines(lines: readonly string[]): RanScenario['fold'] {
  const fold = new LoadFold();
  const stream = fold.openStream();
  stream.push(lines.map((line) => `${line}\n`).join(''));
  stream.end();
  return fold;
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => READ.test(line));
}
