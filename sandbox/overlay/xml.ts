/** One element of an XML text: where it is, not a copy of it, so that an edit leaves the rest as it was. */
export interface XmlElement {
  name: string;
  /** Offset of `<` of the start tag. */
  start: number;
  /** Offset after `>` of the end tag. */
  end: number;
  /** Offsets of what is between the tags; equal for an empty element. */
  contentStart: number;
  contentEnd: number;
  children: XmlElement[];
}

const MARKUP =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)[^>]*?(\/?)>/g;

/**
 * The root element with all that is in it.
 * @throws {SyntaxError} when tags do not match or there is not exactly one root.
 */
export function parseXml(text: string): XmlElement {
  const roots: XmlElement[] = [];
  const open: XmlElement[] = [];
  for (const match of text.matchAll(MARKUP)) {
    const [markup, slash, name, selfClosing] = match;
    if (name === undefined) continue;
    const end = match.index + markup.length;
    if (slash === '/') {
      const element = open.pop();
      if (element?.name !== name) throw new SyntaxError(`The end tag ${name} has no start.`);
      element.contentEnd = match.index;
      element.end = end;
      continue;
    }
    const element: XmlElement = {
      name,
      start: match.index,
      end,
      contentStart: end,
      contentEnd: end,
      children: [],
    };
    (open.at(-1)?.children ?? roots).push(element);
    if (selfClosing !== '/') open.push(element);
  }
  const [root, ...others] = roots;
  if (root === undefined || others.length > 0 || open.length > 0) {
    throw new SyntaxError('The text is not one closed XML element.');
  }
  return root;
}

/** Every element of that name at any depth, outermost first. */
export function elementsNamed(root: XmlElement, name: string): XmlElement[] {
  const found = root.name === name ? [root] : [];
  return [...found, ...root.children.flatMap((child) => elementsNamed(child, name))];
}

/** The text of a child, unescaped; undefined when there is no such child. */
export function childText(text: string, element: XmlElement, name: string): string | undefined {
  const child = element.children.find((candidate) => candidate.name === name);
  return child && unescapeXml(text.slice(child.contentStart, child.contentEnd));
}

/** A part of a text and what comes in its place. */
export interface Splice {
  start: number;
  end: number;
  with: string;
}

/** Makes all edits at once; they must not overlap. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  return [...splices]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (edited, splice) => edited.slice(0, splice.start) + splice.with + edited.slice(splice.end),
      text,
    );
}

/** Blocks of an answer: elements of one name whose children have the given texts (`{ DBClusterIdentifier: 'orders' }`). */
export interface XmlBlock {
  name: string;
  where?: Readonly<Record<string, string>>;
}

/** Every block that fits, outermost first. Empty lists of the same name as their items (`<item/>`) fit no `where`. */
export function findBlocks(text: string, block: XmlBlock): XmlElement[] {
  return elementsNamed(parseXml(text), block.name).filter((element) =>
    Object.entries(block.where ?? {}).every(
      ([child, value]) => childText(text, element, child) === value,
    ),
  );
}

/**
 * Sets children of every fitting block: a string is the child's text (escaped here), null takes the child away,
 * `{ xml }` is its content as it stands. A child that is not there is added at the end of its block.
 */
export function editBlocks(
  text: string,
  block: XmlBlock,
  edit: (element: XmlElement) => Readonly<Record<string, string | null | { xml: string }>>,
): string {
  const splices = findBlocks(text, block).flatMap((element) =>
    Object.entries(edit(element)).map(([name, value]) => childSplice(element, name, value)),
  );
  return applySplices(
    text,
    splices.filter((splice) => splice !== null),
  );
}

/** Sets the text of one child in every fitting block (null takes it away). The most frequent edit, and no regular expression needed. */
export function setElementText(
  text: string,
  block: XmlBlock,
  child: string,
  value: string | null,
): string {
  return editBlocks(text, block, () => ({ [child]: value }));
}

/** Takes every fitting block out of the text: a resource that is no longer there. */
export function removeBlocks(text: string, block: XmlBlock): string {
  return applySplices(
    text,
    findBlocks(text, block).map(({ start, end }) => ({ start, end, with: '' })),
  );
}

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function childSplice(
  element: XmlElement,
  name: string,
  value: string | null | { xml: string },
): Splice | null {
  const child = element.children.find((candidate) => candidate.name === name);
  if (value === null) return child ? { start: child.start, end: child.end, with: '' } : null;
  const content = typeof value === 'string' ? escapeXml(value) : value.xml;
  const whole = `<${name}>${content}</${name}>`;
  return child
    ? { start: child.start, end: child.end, with: whole }
    : { start: element.contentEnd, end: element.contentEnd, with: whole };
}

function unescapeXml(text: string): string {
  return text
    .trim()
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}
