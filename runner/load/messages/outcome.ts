import type { IamAction } from '../../../core/aws.ts';
import { redactText } from '../../../core/redact.ts';
import { classify } from '../../aws/classify.ts';

/** What became of one message. */
export type Outcome =
  | { readonly kind: 'accepted' }
  | {
      /** `unanswered`: whether AWS took it is not known. */
      readonly kind: 'throttled' | 'refused' | 'unanswered' | 'unsent';
      readonly code: string;
      readonly sentence: string;
    };

/** Codes by which a part of a batch was throttled: they are no errors of a call. */
const THROTTLED = /thrott|limitexceeded|overlimit|slowdown|toomanyrequests/i;

export const ACCEPTED: Outcome = { kind: 'accepted' };

/** What AWS says of a message that it did not take, although it answered the call. */
export function entryOutcome(code: string, said: string | undefined, what: string): Outcome {
  const reason = said === undefined || said === '' ? code : `${code}: ${said}`;
  return THROTTLED.test(code)
    ? { kind: 'throttled', code, sentence: `${what} was throttled (${code}).` }
    : {
        kind: 'refused',
        code,
        sentence: redactText(`AWS did not take messages of ${what} (${reason}).`),
      };
}

/** What became of each message of a call that failed. */
export function callOutcome(error: unknown, call: string, action: IamAction): Outcome {
  const { kind, code, message } = classify(error);
  const name = code ?? kind;
  const sentence = redactText(`${call} failed (${name}): ${message}`);
  switch (kind) {
    case 'throttled':
      return { kind: 'throttled', code: name, sentence: `${call} was throttled (${name}).` };
    case 'denied':
      return {
        kind: 'refused',
        code: name,
        sentence: `AWS denied ${call}. It takes the permission ${action}.`,
      };
    case 'credentials':
    case 'rejected':
    case 'not-asked':
    case 'bug':
    case 'dependency':
      return { kind: 'refused', code: name, sentence };
    case 'network':
    case 'timeout':
    case 'server-error':
    case 'malformed-response':
    case 'pagination-loop':
    case 'truncated':
    case 'partial-failure':
    case 'ambiguous':
    case 'deadline':
    case 'aborted':
      return { kind: 'unanswered', code: name, sentence };
  }
}

/** The answer to a call does not tell of a message. */
export function untold(call: string): Outcome {
  return {
    kind: 'unanswered',
    code: 'NoAnswer',
    sentence: `The answer to ${call} does not say what became of messages.`,
  };
}
