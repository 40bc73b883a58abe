/** Select Graphic Rendition, as the terminal report uses it: ECMA-48, 8.3.117. */
// eslint-disable-next-line no-control-regex -- Escape is what begins a style.
const STYLE = /\u001b\[(\d+)m/g;

const CLASSES: Readonly<Record<string, string>> = {
  '1': 'bold',
  '2': 'dim',
  '31': 'red',
  '32': 'green',
  '33': 'yellow',
};

/** A page that shows text with the styles of a terminal as a dark terminal of `columns` does. */
export function terminalPage(text: string, columns: number): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>terminal</title><style>
body { margin: 0; background: #0d1117; color: #e6edf3; display: inline-block; }
pre { margin: 0; padding: 16px; width: ${columns}ch; font: 13px/1.35 "DejaVu Sans Mono", monospace; white-space: pre-wrap; }
.bold { font-weight: bold; } .dim { color: #8b949e; } .red { color: #ff8a80; } .green { color: #4cc38a; } .yellow { color: #f2b84b; }
</style><pre>${spans(text)}</pre></html>
`;
}

/** The text as HTML in which each run of one style is a span. */
function spans(text: string): string {
  let html = '';
  let open = new Set<string>();
  let from = 0;
  for (const match of text.matchAll(STYLE)) {
    html += span(text.slice(from, match.index), open);
    from = match.index + match[0].length;
    const name = CLASSES[match[1] ?? ''];
    // Whatever is no style of ours ends those before it, as 0 does.
    open = name === undefined ? new Set() : new Set([...open, name]);
  }
  return html + span(text.slice(from), open);
}

function span(text: string, classes: ReadonlySet<string>): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return classes.size === 0 || text === ''
    ? escaped
    : `<span class="${[...classes].join(' ')}">${escaped}</span>`;
}
