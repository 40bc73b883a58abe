const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Of what is parsed by itself: a list or map in a member of the document, such as one finding. */
const PART_DEPTH = 3;

/**
 * What `JSON.parse` gives of the same bytes, without their whole text, which takes twice the bytes or more while the
 * values are made of it: the findings of a document are parsed one by one.
 * @param bytes of UTF-8.
 * @throws {SyntaxError} as `JSON.parse` does.
 */
export function parseJsonParts(bytes: Uint8Array): unknown {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const parts: unknown[] = [];
  /** The document with a list of one number, which part it is, in the place of each part. */
  const frame: string[] = [];
  let end = 0;
  for (const [from, to] of partsOf(bytes)) {
    frame.push(decoder.decode(bytes.subarray(end, from)), `[${parts.length}]`);
    parts.push(JSON.parse(decoder.decode(bytes.subarray(from, to))));
    end = to;
  }
  frame.push(decoder.decode(bytes.subarray(end)));
  const document: unknown = JSON.parse(frame.join(''));
  for (const member of membersOf(document)) {
    for (const [key, place] of Object.entries(member)) {
      // Whatever holds something at this depth is the place of a part.
      if (typeof place !== 'object' || place === null) continue;
      const value = parts[(place as readonly number[])[0] ?? NaN];
      // A key `__proto__` is a key like any other.
      if (Array.isArray(member)) member[Number(key)] = value;
      else Object.defineProperty(member, key, { value, ...OWN });
    }
  }
  return document;
}

const OWN = { writable: true, enumerable: true, configurable: true } as const;

function membersOf(document: unknown): readonly object[] {
  if (typeof document !== 'object' || document === null) return [];
  const members: readonly unknown[] = Object.values(document);
  return members.filter((member) => typeof member === 'object' && member !== null);
}

/** Where each part begins and ends. Whatever is not JSON gives parts, or a frame, that are not JSON either. */
function* partsOf(bytes: Uint8Array): Generator<readonly [number, number], void, undefined> {
  let depth = 0;
  let from = 0;
  let isInString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isInString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) {
      isInString = true;
    } else if (OPENING.has(byte)) {
      depth += 1;
      if (depth === PART_DEPTH) from = at;
    } else if (CLOSING.has(byte)) {
      depth -= 1;
      if (depth === PART_DEPTH - 1) yield [from, at + 1];
    }
  }
}
