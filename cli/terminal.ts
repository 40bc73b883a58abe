import type { TerminalOptions } from '../reports/terminal.ts';

/** Columns where there is no terminal to ask: CI shows more than 80. */
const CI_WIDTH = 120;

/** How the terminal report is drawn on a stream, by what users and CI systems set. */
export function terminalStyle(
  stream: NodeJS.WriteStream,
  environment: NodeJS.ProcessEnv = process.env,
): Pick<TerminalOptions, 'width' | 'color' | 'ascii'> {
  const columns = Number(environment['COLUMNS']);
  const width = columns > 0 ? columns : stream.isTTY ? stream.columns : CI_WIDTH;
  return { width, color: isColored(stream, environment), ascii: !isUtf8(environment) };
}

function isColored(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): boolean {
  if ((environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb') return false;
  if ((environment['FORCE_COLOR'] ?? '') !== '') return environment['FORCE_COLOR'] !== '0';
  return stream.isTTY;
}

function isUtf8(environment: NodeJS.ProcessEnv): boolean {
  const locale = environment['LC_ALL'] ?? environment['LC_CTYPE'] ?? environment['LANG'];
  // Containers and CI often set no locale at all, and print UTF-8 well.
  return locale === undefined || locale === '' || /utf-?8/i.test(locale);
}
