import { Composer, Lexer, Parser, type CST, type Document, type Node } from 'yaml';

/** A list or a map in block style. */
export type BlockToken = CST.BlockMap | CST.BlockSequence;

/** Members that are parsed to their ends of a list or a map that still goes on. */
export interface Piece {
  /** The list or map. The node that it becomes in the end holds the rest of its members, and this as `srcToken`. */
  readonly token: BlockToken;
  /** How deep it stands; the root is 0. */
  readonly depth: number;
  /** A list or map of these members alone. */
  readonly node: Node;
}

export interface SyntaxError {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

export interface ParsedYaml {
  /** The root, without what was handed out in pieces; null when there is none. */
  readonly root: Node | null;
  readonly errors: readonly SyntaxError[];
}

/** Long lists and maps stand no deeper: the root's, and those of its sections. */
const PIECE_DEPTHS = 2;

/** What the parser may still change: it looks back at the member before the last. */
const KEPT = 2;

const OPTIONS = {
  schema: 'core',
  version: '1.2',
  merge: false,
  resolveKnownTags: false,
  stringKeys: true,
  // Checked by the reader, in one pass: the composer compares each key with every key before it.
  uniqueKeys: false,
  keepSourceTokens: true,
} as const;

/**
 * Parses one document, and hands out members of its outer lists and maps as soon as they are whole: the tokens and nodes
 * of a document take a hundred times the memory of its text, those of a piece are let go before the next.
 * @throws {RangeError} when nesting exhausts the stack: the parser is recursive.
 */
export function parseInPieces(text: string, onPiece: (piece: Piece) => void): ParsedYaml {
  const errors: SyntaxError[] = [];
  const handOut = (token: BlockToken, depth: number) => {
    if (token.items.length <= KEPT) return;
    const members = token.items.splice(0, token.items.length - KEPT);
    const { contents, errors: found } = composePiece({ ...token, items: members } as BlockToken);
    errors.push(...found);
    // The composer takes the one for the beginning of the other, and says so in errors.
    token.offset = startOf(token.items);
    if (contents !== null) onPiece({ token, depth, node: contents });
  };
  const tokens = function* (): Generator<CST.Token> {
    const parser = new Parser();
    for (const lexeme of new Lexer().lex(text)) {
      yield* parser.next(lexeme);
      if (!lexeme.endsWith('\n')) continue;
      for (const [depth, token] of parser.stack.slice(1, 1 + PIECE_DEPTHS).entries()) {
        if (token.type === 'block-map' || token.type === 'block-seq') handOut(token, depth);
      }
    }
    yield* parser.end();
  };
  let root: Node | null = null;
  let documents = 0;
  for (const document of new Composer(OPTIONS).compose(tokens(), true, text.length)) {
    documents += 1;
    if (documents > 1) {
      const [start, end] = document.range;
      errors.push({ code: 'MULTIPLE_DOCS', message: '', pos: [start, end] });
      break;
    }
    root = document.contents;
    errors.push(...document.errors);
  }
  return { root, errors };
}

function composePiece(value: BlockToken): Document.Parsed {
  const document: CST.Document = { type: 'document', offset: value.offset, start: [], value };
  const [composed] = new Composer(OPTIONS).compose([document]);
  if (composed === undefined) throw new Error('A document was composed to none.');
  return composed;
}

/** Where the first of the members begins: at what stands before it, such as its indent. */
function startOf([first]: BlockToken['items']): number {
  const { start = [], key, sep = [], value } = first ?? {};
  return (start[0] ?? key ?? sep[0] ?? value)?.offset ?? 0;
}
