import { secretsIn } from '../redact.ts';
import { secrecyOf, type Secrecy } from './secret-name.ts';
import { collection, KEY_TEXT, singleValue, type LinePart } from './secret-value.ts';

/** What goes on from one line to the next. */
type Open =
  | { readonly kind: 'nothing' }
  /** Brackets of a secret. */
  | { readonly kind: 'brackets'; readonly depth: number }
  /** What stands under the key of a secret. */
  | {
      readonly kind: 'under';
      /** How far the key is indented. */
      readonly indent: number;
      /** Nothing stood beside the key. */
      readonly isEmpty: boolean;
      readonly secrecy: Secrecy;
    }
  | { readonly kind: 'private key' };

interface Scan {
  readonly parts: LinePart[];
  open: Open;
  /** The lines since something was named like a secret, as in `name: DB_PASSWORD`; infinite when nothing was. */
  sinceNamed: number;
}

const NOTHING: Open = { kind: 'nothing' };

/** A key is not a part of a path, of an ARN or of a URL. */
const KEY = new RegExp(String.raw`(?<![\p{L}\p{N}_.@$:/-])(?<key>${KEY_TEXT})[ \t]*[:=]\s*`, 'gu');

const ENTRY_LINE = /^\s*(?:-\s+)*(?:"[^"]*"|'[^']*'|[^\s"'{}[\],#:][^"'{}[\],#:]*):(?:\s|$)/;

/** A key that its line begins with, and the space after it. */
const SHOWN_LEAD = /^\s*(?:-\s+)*(?:["']?[A-Za-z][\w-]*["']?\s*:(?:\s+|$))?/;

/** What holds the value of what is named beside it or above it. */
const VALUE_KEYS: ReadonlySet<string> = new Set([
  ...['data', 'default', 'env', 'literal', 'plain', 'plaintext', 'text', 'value'],
]);

const PRIVATE_KEY_BEGINS = /-----BEGIN [A-Z ]*PRIVATE KEY/;

/**
 * The parts of lines that may be secrets, for those of the lines that are asked for, which count from 1. It goes by the
 * text, as what is wrong with a file may be that it cannot be read, and rather finds too much than too little.
 */
export function secretParts(
  lines: readonly string[],
  wanted: ReadonlySet<number>,
): ReadonlyMap<number, readonly LinePart[]> {
  const found = new Map<number, readonly LinePart[]>();
  const last = Math.max(0, ...wanted);
  let open = NOTHING;
  let sinceNamed = Infinity;
  for (const [index, line] of lines.slice(0, last).entries()) {
    const scan: Scan = { parts: [], open, sinceNamed: sinceNamed + 1 };
    scanLine(line, scan);
    ({ open, sinceNamed } = scan);
    if (wanted.has(index + 1)) found.set(index + 1, [...scan.parts, ...secretsIn(line)]);
  }
  return found;
}

function scanLine(line: string, scan: Scan): void {
  if (scan.open.kind === 'private key' || PRIVATE_KEY_BEGINS.test(line)) {
    hideFrom(0, line, scan);
    scan.open = line.includes('-----END') ? NOTHING : { kind: 'private key' };
    return;
  }
  const start = scanOpen(line, scan);
  if (start === null) return;
  const explicit = /^\s*\?\s+["']?(?<key>[\w.-]+)/.exec(line)?.groups?.['key'] ?? '';
  const secrecy = secrecyOf(explicit);
  if (secrecy !== 'none') scan.open = under(line, true, secrecy);
  else scanEntries(line, start, scan);
}

/** Hides what goes on from the line before. Where something else goes on; null when that is not in this line. */
function scanOpen(line: string, scan: Scan): number | null {
  const { open } = scan;
  switch (open.kind) {
    case 'nothing':
    case 'private key':
      return 0;
    case 'brackets':
      return hideCollection(line, 0, open.depth, scan);
    case 'under': {
      if (line.trim() === '') return null;
      const isEntry = ENTRY_LINE.test(line);
      const isMapOfOthers = open.isEmpty && open.secrecy === 'plain' && isEntry;
      if (isMapOfOthers || !isUnder(line, open.indent, isEntry)) {
        scan.open = NOTHING;
        return 0;
      }
      const lead = open.isEmpty ? (SHOWN_LEAD.exec(line)?.[0].length ?? 0) : 0;
      const isCollection = /[{[]/.test(line.charAt(lead));
      if (isCollection) return hideCollection(line, lead, 0, scan);
      scan.parts.push(...singleValue(line, lead, false).parts);
      return null;
    }
  }
}

/** What is indented less, and yet no entry, may be a part of the secret that was indented wrongly. */
function isUnder(line: string, indent: number, isEntry: boolean): boolean {
  const own = line.length - line.trimStart().length;
  if (own > indent) return true;
  if (isEntry || /^\s*(?:#|[[\]{}]|---)/.test(line)) return false;
  return own === indent || !/^\s*-(?:\s|$)/.test(line);
}

function scanEntries(line: string, start: number, scan: Scan): void {
  let [at, counted, depth] = [start, 0, 0];
  for (;;) {
    KEY.lastIndex = at;
    const match = KEY.exec(line);
    if (match === null) return;
    const key = (match.groups?.['key'] ?? '').replaceAll(/["']/g, '');
    const from = match.index + match[0].length;
    for (; counted < from; counted += 1) depth += depthOf(line.charAt(counted));
    const secrecy = secrecyOfEntry(key, line.slice(from, from + 200), scan);
    const end = secrecy === 'none' ? from : hideValue(line, from, depth > 0, secrecy, scan);
    if (end === null) return;
    at = Math.max(end, match.index + 1);
  }
}

function depthOf(character: string): number {
  if (character === '{' || character === '[') return 1;
  return character === '}' || character === ']' ? -1 : 0;
}

function secrecyOfEntry(key: string, value: string, scan: Scan): Secrecy {
  const word = key.toLowerCase();
  if (VALUE_KEYS.has(word) && scan.sinceNamed <= 1) return 'whole';
  const named = word === 'name' ? (/^["']?([\w.-]+)/.exec(value)?.[1] ?? '') : key;
  const secrecy = secrecyOf(named);
  if (secrecy !== 'none') scan.sinceNamed = 0;
  return word === 'name' ? 'none' : secrecy;
}

/** Where something else goes on in the line; null when it is hidden to its end. */
function hideValue(
  line: string,
  from: number,
  inBrackets: boolean,
  secrecy: Secrecy,
  scan: Scan,
): number | null {
  // An anchor or a tag before a value is as likely a secret without quotes.
  const properties = /^(?:[&!]\S*\s+)*/.exec(line.slice(from))?.[0] ?? '';
  const start = from + properties.length;
  if (properties !== '') scan.parts.push({ from, to: start });
  const first = line.charAt(start);
  if (first === '{' && secrecy === 'plain') return start;
  if (first === '{' || first === '[') return hideCollection(line, start, 0, scan);
  if (first === '' || first === '#') {
    hideFrom(start, line, scan);
    scan.open = under(line, true, secrecy);
    return null;
  }
  const { parts, end } = singleValue(line, start, inBrackets);
  scan.parts.push(...parts);
  if (end === null) scan.open = under(line, false, secrecy);
  return end;
}

function hideCollection(line: string, from: number, depth: number, scan: Scan): number | null {
  const value = collection(line, from, depth);
  scan.parts.push(...value.parts);
  scan.open = value.end === null ? { kind: 'brackets', depth: value.depth } : NOTHING;
  return value.end;
}

function hideFrom(from: number, line: string, { parts }: Scan): void {
  if (from < line.length) parts.push({ from, to: line.length });
}

function under(line: string, isEmpty: boolean, secrecy: Secrecy): Open {
  const indent = /^\s*(?:-\s+)*/.exec(line)?.[0].length ?? 0;
  return { kind: 'under', indent, isEmpty, secrecy };
}
