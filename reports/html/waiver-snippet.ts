import { findingKey } from '../../core/finding-key.ts';
import type { Finding } from '../../core/finding.ts';
import { forJson } from '../sanitize.ts';
import { markup, lines, type Markup } from './markup.ts';
import type { View } from './view.ts';

/** A first proposal; whoever accepts the deviation decides. */
const DAYS = 30;
const DAY_MS = 86_400_000;

/** What to add to the file of waivers to accept this one deviation: the reason and the owner are left to people. */
export function waiverSnippet({ report }: View, finding: Finding): Markup {
  const { check, subject, account, region, severity, details } = finding;
  const ends = new Date(Date.parse(report.run.finishedAt) + DAYS * DAY_MS).toISOString();
  const match = { account, region, subject };
  const text = [
    `  - id: W-${ends.slice(0, 4)}-${findingKey(finding).slice(0, 6)}`,
    `    check: ${scalar(check)}`,
    `    match: { ${Object.entries(match)
      .map(([key, value]) => `${key}: ${scalar(value)}`)
      .join(', ')} }`,
    '    reason: ""',
    '    owner: ""',
    `    expires: ${ends.slice(0, 10)}`,
    `    maxSeverity: ${severity}`,
    // What deviates besides is not accepted with it.
    ...(details.length === 0
      ? []
      : ['    details:', ...details.map((text) => `      - ${scalar(text)}`)]),
  ].join('\n');
  return markup`<details><summary>Accept it for a time: a waiver to copy</summary>
<figure class="copy"><figcaption> An entry of <code>landfall.waivers.yaml</code>: fill in reason and owner </figcaption>
<pre tabindex="0" aria-label="Waiver"><code>${lines(text)}</code></pre></figure></details>`;
}

/** JSON's strings are YAML's: https://yaml.org/spec/1.2.2/#12-yaml-ain-t-markup-language */
function scalar(text: string): string {
  return forJson(JSON.stringify(text));
}
