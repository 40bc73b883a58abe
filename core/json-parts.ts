const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** How deep what holds the parts is, such as the list of findings. */
const MEMBER_DEPTH = 2;
/** Of what is parsed by itself: a list or map in a member of the document, such as one finding. */
const PART_DEPTH = 3;

/** A key and its colon at the end of a text: of the member that begins there. */
const LAST_KEY = /("(?:[^"\\]|\\.)*")\s*:\s*$/;

/** What is kept of a part of the member of that name; null for the parts of a list of lists. */
export type KeepPart = (part: unknown, member: string | null) => unknown;

/**
 * What `JSON.parse` gives of the same bytes, without their whole text, which takes twice the bytes or more while the
 * values are made of it: the findings of a document are parsed one by one.
 * @param bytes of UTF-8.
 * @throws {SyntaxError} as `JSON.parse` does.
 */
export function parseJsonParts(bytes: Uint8Array): unknown {
  const parts = new JsonParts();
  parts.push(bytes);
  return parts.end();
}

/** The same of bytes that come one after the other, of which only as much is kept as is wanted of each part. */
export class JsonParts {
  readonly #keep: KeepPart;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #parts: unknown[] = [];
  /** The document with a list of one number, which part it is, in the place of each part. */
  readonly #frame: string[] = [];
  /** Of the part or of the piece of the frame that is not at its end yet. */
  #text = '';
  #member: string | null = null;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;

  constructor(keep: KeepPart = (part) => part) {
    this.#keep = keep;
  }

  /** @throws {SyntaxError} for a part that is no JSON, and whatever is thrown for one that is not wanted so. */
  push(bytes: Uint8Array): void {
    let from = 0;
    const take = (to: number) => {
      this.#text += this.#decoder.decode(bytes.subarray(from, to), { stream: true });
      from = to;
    };
    let [depth, isInString, isEscaped] = [this.#depth, this.#isInString, this.#isEscaped];
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInString = false;
      } else if (byte === QUOTE) {
        isInString = true;
      } else if (OPENING.has(byte)) {
        depth += 1;
        if (depth === MEMBER_DEPTH) {
          take(at);
          this.#member = keyAtEnd(this.#text);
        } else if (depth === PART_DEPTH) {
          take(at);
          this.#frame.push(this.#text);
          this.#text = '';
        }
      } else if (CLOSING.has(byte)) {
        depth -= 1;
        if (depth === PART_DEPTH - 1) {
          take(at + 1);
          this.#frame.push(`[${this.#parts.length}]`);
          this.#parts.push(this.#keep(JSON.parse(this.#text), this.#member));
          this.#text = '';
        }
      }
    }
    take(bytes.length);
    [this.#depth, this.#isInString, this.#isEscaped] = [depth, isInString, isEscaped];
  }

  /** @throws {SyntaxError} when what came is not the whole of a JSON text. */
  end(): unknown {
    this.#frame.push(this.#text + this.#decoder.decode());
    const document: unknown = JSON.parse(this.#frame.join(''));
    for (const member of membersOf(document)) {
      for (const [key, place] of Object.entries(member)) {
        // Whatever holds something at this depth is the place of a part.
        if (typeof place !== 'object' || place === null) continue;
        const value = this.#parts[(place as readonly number[])[0] ?? NaN];
        // A key `__proto__` is a key like any other.
        if (Array.isArray(member)) member[Number(key)] = value;
        else Object.defineProperty(member, key, { value, ...OWN });
      }
    }
    return document;
  }
}

const OWN = { writable: true, enumerable: true, configurable: true } as const;

function membersOf(document: unknown): readonly object[] {
  if (typeof document !== 'object' || document === null) return [];
  const members: readonly unknown[] = Object.values(document);
  return members.filter((member) => typeof member === 'object' && member !== null);
}

function keyAtEnd(text: string): string | null {
  const key = LAST_KEY.exec(text)?.[1];
  return key === undefined ? null : (JSON.parse(key) as string);
}
