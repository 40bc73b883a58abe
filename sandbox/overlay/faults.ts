import { contentTypeOf } from './answer-body.ts';
import { type AwsError, type WireAnswer, errorAnswer } from './aws-error.ts';
import { requiredAction } from './authorization.ts';
import type { AwsCall, Protocol } from './aws-request.ts';

/** The ways in which a call can go wrong between us and AWS. */
export const FAULT_KINDS = [
  'denied',
  'throttled',
  'server-error',
  'reset',
  'hang',
  'expired-token',
  'empty-body',
  'html-body',
  'truncated',
  'repeated-token',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault of one operation, or of all of a service or of everything (`*`). */
export interface Fault {
  service: string;
  operation: string;
  kind: FaultKind;
  /** How many fitting calls go through before it begins; 0 when left out. */
  after?: number;
  /** How many fitting calls it then hits; all when left out. */
  times?: number;
}

/** What becomes of a call that a fault hits. */
export type FaultEffect =
  | { effect: 'answer'; answer: WireAnswer }
  | { effect: 'reset' }
  | { effect: 'hang' }
  | { effect: 'truncate' }
  | { effect: 'repeat-token' };

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body><h1>Sign in</h1></body></html>';

/** What a fault does to a call; pure. `accountId` is the one the caller belongs to. */
export function faultEffect(kind: FaultKind, call: AwsCall, accountId: string): FaultEffect {
  switch (kind) {
    case 'denied':
      return { effect: 'answer', answer: errorAnswer(call, denied(call, accountId)) };
    case 'throttled':
      return { effect: 'answer', answer: errorAnswer(call, THROTTLED[call.protocol]) };
    case 'server-error':
      return { effect: 'answer', answer: errorAnswer(call, SERVER_ERROR[call.protocol]) };
    case 'expired-token':
      return { effect: 'answer', answer: errorAnswer(call, EXPIRED[call.protocol]) };
    case 'empty-body':
      return { effect: 'answer', answer: okAnswer(contentTypeOf(call.protocol), '') };
    case 'html-body':
      return { effect: 'answer', answer: okAnswer('text/html; charset=utf-8', LOGIN_PAGE) };
    case 'reset':
      return { effect: 'reset' };
    case 'hang':
      return { effect: 'hang' };
    case 'truncated':
      return { effect: 'truncate' };
    case 'repeated-token':
      return { effect: 'repeat-token' };
  }
}

/** The message's form: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function denied(call: AwsCall, accountId: string): AwsError {
  const action = requiredAction(call) ?? `${call.service}:${call.operation}`;
  const refusal = `User: arn:aws:sts::${accountId}:assumed-role/landfall-reader/session is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`;
  switch (call.protocol) {
    case 'json':
      return { code: 'AccessDeniedException', message: refusal, status: 400, sender: true };
    case 'rest-json':
      return { code: 'AccessDeniedException', message: refusal, status: 403, sender: true };
    case 'ec2':
      return {
        code: 'UnauthorizedOperation',
        message: `You are not authorized to perform this operation. ${refusal}`,
        status: 403,
        sender: true,
      };
    case 'query':
      return { code: 'AccessDenied', message: refusal, status: 403, sender: true };
  }
}

const RATE = 'Rate exceeded';

const THROTTLED: Readonly<Record<Protocol, AwsError>> = {
  json: { code: 'ThrottlingException', message: RATE, status: 400, sender: true },
  'rest-json': { code: 'ThrottlingException', message: RATE, status: 429, sender: true },
  ec2: {
    code: 'RequestLimitExceeded',
    message: 'Request limit exceeded.',
    status: 503,
    sender: true,
  },
  query: { code: 'Throttling', message: RATE, status: 400, sender: true },
};

const FAILURE = 'The request processing has failed because of an unknown error.';

const SERVER_ERROR: Readonly<Record<Protocol, AwsError>> = {
  json: { code: 'InternalFailure', message: FAILURE, status: 500, sender: false },
  'rest-json': { code: 'InternalFailure', message: FAILURE, status: 500, sender: false },
  ec2: {
    code: 'InternalError',
    message: 'An internal error has occurred',
    status: 500,
    sender: false,
  },
  query: { code: 'InternalFailure', message: FAILURE, status: 500, sender: false },
};

const TOKEN = 'The security token included in the request is expired';

const EXPIRED: Readonly<Record<Protocol, AwsError>> = {
  json: { code: 'ExpiredTokenException', message: TOKEN, status: 400, sender: true },
  'rest-json': { code: 'ExpiredTokenException', message: TOKEN, status: 403, sender: true },
  ec2: { code: 'RequestExpired', message: 'Request has expired.', status: 403, sender: true },
  query: { code: 'ExpiredToken', message: TOKEN, status: 403, sender: true },
};

function okAnswer(type: string, body: string): WireAnswer {
  return { status: 200, headers: { 'content-type': type }, body: Buffer.from(body) };
}
