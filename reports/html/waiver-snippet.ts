import { findingKey } from '../../core/finding-key.ts';
import type { Finding } from '../../core/finding.ts';
import type { Json } from '../../core/json.ts';
import { pinOf } from '../../core/waivers/pin.ts';
import { forJson } from '../sanitize.ts';
import { markup, lines, type Markup } from './markup.ts';
import type { View } from './view.ts';

/** A first proposal; whoever accepts the deviation decides. */
const DAYS = 30;
const DAY_MS = 86_400_000;

/** What to add to the file of waivers to accept this one deviation: the reason and the owner are left to people. */
export function waiverSnippet({ report }: View, finding: Finding): Markup {
  const { check, subject, account, region, severity } = finding;
  const ends = new Date(Date.parse(report.run.finishedAt) + DAYS * DAY_MS).toISOString();
  const match = { account, region, subject };
  const text = [
    `  - id: W-${ends.slice(0, 4)}-${findingKey(finding).slice(0, 6)}`,
    `    check: ${flow(check)}`,
    `    match: { ${Object.entries(match)
      .map(([key, value]) => `${key}: ${flow(value)}`)
      .join(', ')} }`,
    '    reason: ""',
    '    owner: ""',
    `    expires: ${ends.slice(0, 10)}`,
    `    maxSeverity: ${severity}`,
    // What deviates besides, or otherwise, is not accepted with it.
    ...Object.entries(pinOf(finding)).map(([key, value]) => `    ${key}: ${flow(value ?? null)}`),
  ].join('\n');
  return markup`<details><summary>Accept it for a time: a waiver to copy</summary>
<figure class="copy"><figcaption> An entry of <code>landfall.waivers.yaml</code>: fill in reason and owner </figcaption>
<pre tabindex="0" aria-label="Waiver"><code>${lines(text)}</code></pre></figure></details>`;
}

/** JSON is YAML: https://yaml.org/spec/1.2.2/#12-yaml-ain-t-markup-language */
function flow(value: Json): string {
  return forJson(JSON.stringify(value));
}
