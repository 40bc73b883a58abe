import type { IamAction } from '../../core/aws.ts';
import { policyFor } from '../../core/policy.ts';
import { markup, lines, type Markup } from './markup.ts';
import type { View } from './view.ts';

/** The permissions that would let more be seen, as one policy to copy. */
export function permissions({ report }: View): Markup | null {
  const { missingActions, suite } = report;
  if (missingActions.length === 0) return null;
  const actions = missingActions.filter(isAction);
  const others = missingActions.filter((action) => !isAction(action));
  return markup`<h3>Permissions that are missing</h3>
<p>${missingActions.length} were denied. <code>landfall policy --suite ${suite.id}</code> prints all that the suite needs.</p> ${
    actions.length === 0
      ? null
      : markup`<figure class="copy"><figcaption> A policy that grants what was denied, and nothing that reads data </figcaption>
<pre tabindex="0" aria-label="IAM policy"><code>${lines(JSON.stringify(policyFor(actions), null, 2))}</code></pre></figure>`
  } ${
    others.length === 0
      ? null
      : markup`<ul> ${others.map((action) => markup`<li>${action}</li>`)}</ul>`
  }`;
}

/** Nothing else may get into a policy that somebody copies. */
function isAction(text: string): text is IamAction {
  return /^[a-z0-9-]+:[A-Z][A-Za-z0-9]*$/.test(text);
}
