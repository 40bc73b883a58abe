import type { ResourceRule, ResourceRuling, ResourceVerdict } from './resource-ruling.ts';
import { windowOfSpan, type Span } from './span.ts';

/** Makes the rulings of one rule, about one time. */
export function rulingBy(rule: ResourceRule, span: Span | null) {
  return (
    verdict: ResourceVerdict,
    reason: string,
    evidence: ResourceRuling['evidence'] = {},
  ): ResourceRuling => ({ rule, verdict, reason, evidence, window: windowOfSpan(span) });
}
