import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type CST,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Span } from './line-table.ts';
import { codePointName, findUnprintable } from './printable.ts';
import type { Flaw } from './problems.ts';
import type { SourceEntry, SourceMap, SourceNode } from './source-tree.ts';
import { parseInPieces, type ParsedYaml, type Piece, type SyntaxError } from './yaml-pieces.ts';

/** A spec of a thousand services has some two and a half million bytes; what is several times that is not a spec. */
export const MAX_SPEC_BYTES = 8 * 1024 * 1024;

/** Values once aliases are written out. A file of this many is a bomb, or not a spec. */
const MAX_VALUES = 1_000_000;

/** The schema itself is not twenty levels deep. */
const MAX_DEPTH = 64;

/** Names that mean something to JavaScript itself: libraries drop or misread maps that have them. */
const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export type ReadYaml =
  | { readonly ok: true; readonly root: SourceMap }
  | {
      readonly ok: false;
      readonly flaws: readonly Flaw[];
      /** False when the text is too large to look at. */
      readonly readable: boolean;
    };

const START: Span = { start: 0, end: 1 };

/**
 * Reads one YAML 1.2 document whose root is a map. Refuses what makes a file say something else than it seems to:
 * tags, merge keys, duplicate keys, control characters, bombs. Pure; never throws.
 * @param what the file is, in messages.
 */
export function readYaml(text: string, what = 'a spec'): ReadYaml {
  if (isTooLarge(text)) {
    const message = `the file is larger than ${what} may be, which is ${MAX_SPEC_BYTES} bytes`;
    const flaw = { span: START, message, hint: 'is it the right file?' };
    return { ok: false, flaws: [flaw], readable: false };
  }
  const refusal = refuseUnread(text, what);
  if (refusal !== null) return refused([refusal]);
  const reader: Reader = { anchors: new Map(), begun: new Map(), flaws: [], values: 0 };
  const parsed = parse(text, reader);
  if (parsed === null) return refused([tooDeep(START)]);
  if (parsed.errors.length > 0) {
    return refused(parsed.errors.map((error) => syntaxFlaw(error, what)));
  }
  const read = parsed.root === null ? null : readNode(parsed.root, reader, 0);
  if (reader.flaws.length > 0) return refused(reader.flaws);
  const root = read?.node ?? null;
  if (root === null || (root.kind === 'scalar' && root.value === null)) {
    return refused([empty(what)]);
  }
  if (root.kind === 'map') return { ok: true, root };
  const held = root.kind === 'list' ? 'a list' : 'a single value';
  const message = `the file holds ${held}; ${what} is a map that begins with version: 1`;
  return refused([{ span: firstOf(root.span), message, hint: null }]);
}

function refused(flaws: readonly Flaw[]): ReadYaml {
  return { ok: false, flaws, readable: true };
}

/** Every code unit is at least one byte, so a huge text is refused before it is encoded. */
function isTooLarge(text: string): boolean {
  return text.length > MAX_SPEC_BYTES || new TextEncoder().encode(text).length > MAX_SPEC_BYTES;
}

/** What can be refused without reading the text, cheapest first. */
function refuseUnread(text: string, what: string): Flaw | null {
  // A byte order mark is legal at the very start, and there alone.
  const skipped = text.startsWith('\ufeff') ? 1 : 0;
  const at = findUnprintable(text.slice(skipped));
  if (at >= 0) return unprintable(firstOf({ start: at + skipped, end: 0 }), text, at + skipped);
  return text.trim() === '' ? empty(what) : null;
}

function empty(what: string): Flaw {
  return { span: START, message: 'the file is empty', hint: `${what} begins with version: 1` };
}

function parse(text: string, reader: Reader): ParsedYaml | null {
  try {
    return parseInPieces(text, (piece) => {
      readPiece(piece, reader);
    });
  } catch (error) {
    // The parser is recursive: a file of nothing but brackets exhausts the stack.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function syntaxFlaw({ code, message, pos: [start, end] }: SyntaxError, what: string): Flaw {
  const span = { start, end: Math.max(end, start + 1) };
  switch (code) {
    case 'RESOURCE_EXHAUSTION':
      return tooDeep(span);
    case 'MULTIPLE_DOCS':
      return {
        span,
        message: 'the file holds more than one YAML document',
        hint: `${what} is one document; remove the ---`,
      };
    case 'NON_STRING_KEY':
      return { span, message: 'a key must be a plain word or a text', hint: null };
    case 'TAB_AS_INDENT':
      return { span, message: 'tabs cannot indent YAML', hint: 'use two spaces' };
    default:
      return { span, message: `not valid YAML: ${withoutSource(message)}`, hint: null };
  }
}

/** The parser's message without what it quotes of the file at its end, which may be a secret. */
function withoutSource(message: string): string {
  const said = message.replace(/(?<=\S): [^]*$|(?<=escape sequence) [^]*$/, '');
  return said.slice(0, 1).toLowerCase() + said.slice(1);
}

/** A subtree as it was read: how deep it is, and of how many values once aliases are written out. */
interface Subtree {
  readonly node: SourceNode;
  readonly height: number;
  readonly values: number;
}

/** A list or a map as far as it was read. */
interface Begun {
  readonly start: number;
  readonly items: SourceNode[];
  readonly entries: Map<string, SourceEntry>;
  height: number;
  values: number;
  /** Something in it is refused. */
  isRefused: boolean;
}

interface Reader {
  readonly anchors: Map<string, Subtree>;
  /** Lists and maps that are read in pieces, by their tokens. */
  readonly begun: Map<CST.Token, Begun>;
  readonly flaws: Flaw[];
  /** Values so far, with aliases written out. */
  values: number;
}

/** The node as a tree of its own; null when it, or something in it, is refused. */
function readNode(node: Node, reader: Reader, depth: number): Subtree | null {
  // Said once: what is beyond the limit is not read.
  if (reader.values > MAX_VALUES) return null;
  const span = spanOf(node);
  if (isAlias(node)) return readAlias(node.source, span, reader, depth);
  if (depth > MAX_DEPTH) return refuse(reader, tooDeep(span));
  if (node.tag !== undefined) return refuse(reader, tagged(span));
  if (!count(reader, 1)) return refuse(reader, tooMany(span));
  const subtree = readValue(node, span, reader, depth);
  if (subtree !== null && 'anchor' in node && typeof node.anchor === 'string') {
    reader.anchors.set(node.anchor, subtree);
  }
  return subtree;
}

function readAlias(name: string, span: Span, reader: Reader, depth: number): Subtree | null {
  const subtree = reader.anchors.get(name);
  if (subtree === undefined) {
    const message = 'the alias has no anchor of its name before it';
    return refuse(reader, { span, message, hint: null });
  }
  if (depth + subtree.height > MAX_DEPTH) return refuse(reader, tooDeep(span));
  if (!count(reader, subtree.values)) return refuse(reader, tooMany(span));
  return subtree;
}

function readValue(node: Node, span: Span, reader: Reader, depth: number): Subtree | null {
  if (isMap(node)) return readMap(node, span, reader, depth);
  if (isSeq(node)) return readList(node, span, reader, depth);
  if (!isScalar(node)) return null;
  const { value } = node;
  if (typeof value === 'string') {
    const at = findUnprintable(value);
    // Written as an escape, or it would have been found in the text.
    if (at >= 0) return refuse(reader, unprintable(span, value, at));
    return leaf({ kind: 'scalar', value, span });
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return leaf({ kind: 'scalar', value, span });
  }
  return leaf({ kind: 'scalar', value: null, span });
}

function leaf(node: SourceNode): Subtree {
  return { node, height: 0, values: 1 };
}

function readList(list: YAMLSeq, { start, end }: Span, reader: Reader, depth: number) {
  const begun = begunOf(list.srcToken, start, reader);
  const span = { start: begun.start, end };
  readItems(list, span, begun, reader, depth);
  return subtreeOf({ kind: 'list', items: begun.items, span }, begun);
}

function readMap(map: YAMLMap, { start, end }: Span, reader: Reader, depth: number) {
  const begun = begunOf(map.srcToken, start, reader);
  const span = { start: begun.start, end };
  readEntries(map, span, begun, reader, depth);
  return subtreeOf({ kind: 'map', entries: begun.entries, removed: new Map(), span }, begun);
}

/** Reads members of a list or a map whose other members are still to come. */
function readPiece({ token, depth, node }: Piece, reader: Reader): void {
  const span = spanOf(node);
  const begun = begunOf(token, span.start, reader);
  reader.begun.set(token, begun);
  if (isSeq(node)) readItems(node, span, begun, reader, depth);
  if (isMap(node)) readEntries(node, span, begun, reader, depth);
}

function begunOf(token: CST.Token | undefined, start: number, { begun }: Reader): Begun {
  const known = token === undefined ? undefined : begun.get(token);
  return known ?? { start, items: [], entries: new Map(), height: 0, values: 1, isRefused: false };
}

function subtreeOf(node: SourceNode, { height, values, isRefused }: Begun): Subtree | null {
  return isRefused ? null : { node, height, values };
}

function readItems(list: YAMLSeq, span: Span, begun: Begun, reader: Reader, depth: number): void {
  for (const item of list.items) {
    const below = isNode(item) ? readNode(item, reader, depth + 1) : nothing(span);
    if (below === null) begun.isRefused = true;
    else begun.items.push(grown(begun, below));
  }
}

function readEntries(map: YAMLMap, span: Span, begun: Begun, reader: Reader, depth: number): void {
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const at = isNode(key) ? spanOf(key) : span;
    const flaw = flawOfKey(name, at, key, begun.entries);
    if (flaw !== null) refuse(reader, flaw);
    // `{a, b}` and `? a` have keys without values.
    const below = isNode(value)
      ? readNode(value, reader, depth + 1)
      : nothing({ start: at.end, end: at.end });
    if (flaw !== null || below === null) begun.isRefused = true;
    else begun.entries.set(name, { key: at, node: grown(begun, below) });
  }
}

function nothing(span: Span): Subtree {
  return leaf({ kind: 'scalar', value: null, span });
}

/** Counts what is one member more. */
function grown(begun: Begun, { node, height, values }: Subtree): SourceNode {
  begun.height = Math.max(begun.height, height + 1);
  begun.values += values;
  return node;
}

function flawOfKey(
  name: string,
  span: Span,
  key: unknown,
  entries: ReadonlyMap<string, SourceEntry>,
): Flaw | null {
  if (isNode(key) && !isAlias(key) && key.tag !== undefined) return tagged(span);
  if (name === '<<') {
    return { span, message: 'merge keys are not supported', hint: 'write the keys out' };
  }
  if (RESERVED.has(name)) {
    return { span, message: `"${name}" cannot be a key`, hint: null };
  }
  const at = findUnprintable(name);
  if (at >= 0) return unprintable(span, name, at);
  if (entries.has(name)) {
    const message = `the key "${name}" is there twice`;
    return { span, message, hint: 'YAML would keep the last one alone; remove or rename one' };
  }
  return null;
}

function count(reader: Reader, values: number): boolean {
  reader.values += values;
  return reader.values <= MAX_VALUES;
}

function refuse(reader: Reader, flaw: Flaw): null {
  reader.flaws.push(flaw);
  return null;
}

function tagged(span: Span): Flaw {
  const hint = 'write the value itself, in quotes if it is a text';
  return { span, message: 'tags are not supported', hint };
}

function tooDeep(span: Span): Flaw {
  return { span, message: `values are nested more than ${MAX_DEPTH} deep`, hint: null };
}

function tooMany(span: Span): Flaw {
  const message = `the file has more than ${MAX_VALUES} values once its aliases are written out`;
  return { span, message, hint: null };
}

function unprintable(span: Span, text: string, at: number): Flaw {
  const message = `the text holds a control character, ${codePointName(text, at)}`;
  return { span, message, hint: 'remove it: it hides or reorders what is read' };
}

/** The first character of a place. */
function firstOf({ start }: Span): Span {
  return { start, end: start + 1 };
}

/** A node's own place, without the comment and the line end after it. */
function spanOf(node: Node): Span {
  const [start, end] = node.range ?? [0, 0, 0];
  return { start, end };
}
