import type { Answer } from '../../../core/aws.ts';

/** Several answers as one, which is there only when each is: the first that failed is its failure. */
export function together<Values extends object>(answers: {
  readonly [Name in keyof Values]: Answer<Values[Name]>;
}): Answer<Values> {
  const values: Record<string, unknown> = {};
  const calls: string[] = [];
  for (const [name, answer] of Object.entries<Answer<unknown>>(answers)) {
    if (answer.state !== 'answered') return answer;
    values[name] = answer.value;
    calls.push(...answer.calls);
  }
  return { state: 'answered', value: values as Values, calls, failures: [] };
}
