import { isMap, isSeq, parseDocument, type Document } from 'yaml';
import type { DeclaredWaiver } from './waiver.ts';

const EMPTY = `# Deviations that somebody accepted, until a day. landfall waivers list shows what became of them.
version: 1
waivers: []
`;

/** The file with one more waiver at its end; comments and the other waivers stay. Null stands for no file yet. */
export function withWaiver(text: string | null, waiver: DeclaredWaiver): string {
  const document = read(text ?? EMPTY);
  const list = document.get('waivers');
  // A list written as [] goes on as lines.
  if (isSeq(list)) list.flow = false;
  document.addIn(['waivers'], document.createNode(waiver, { aliasDuplicateObjects: false }));
  return written(document);
}

/** The file without the waivers of these ids. Comments of what is left stay. */
export function withoutWaivers(text: string, ids: ReadonlySet<string>): string {
  const document = read(text);
  const list = document.get('waivers');
  if (isSeq(list)) {
    list.items = list.items.filter((item) => !isMap(item) || !ids.has(String(item.get('id'))));
    if (list.items.length === 0) list.flow = true;
  }
  return written(document);
}

function read(text: string): Document {
  return parseDocument(text, { schema: 'core', version: '1.2' });
}

function written(document: Document): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
