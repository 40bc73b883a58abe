import type { CauseKind } from '../../core/aws.ts';
import { isError } from '../message-of.ts';
import { RefusedCommandError } from './clients.ts';

/** What an SDK error means, apart from the absence that an operation may allow for. */
export interface Classified {
  readonly kind: CauseKind;
  readonly code: string | null;
  readonly message: string;
  readonly requestId: string | null;
}

// AWS's common errors and the ones of the services read here. Codes decide, since AccessDenied is HTTP 400 in JSON
// protocols and 403 in XML ones. https://docs.aws.amazon.com/awssupport/latest/APIReference/CommonErrors.html
const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'Forbidden',
  'NotAuthorized',
  'OptInRequired',
  'UnauthorizedAccess',
  'UnauthorizedOperation',
]);
const CREDENTIALS = new Set([
  'AuthFailure',
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'TokenProviderError',
  'UnrecognizedClientException',
]);
const THROTTLED = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
]);
const NETWORK = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

interface SdkError extends Error {
  readonly Code?: unknown;
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/** The error's codes as AWS and the SDK give them: `LoadBalancerNotFound` and `LoadBalancerNotFoundException` are one. */
export function codesOf(error: unknown): readonly string[] {
  if (!isError(error)) return [];
  const { name, Code, code } = error as SdkError;
  return [Code, name, code].filter((value): value is string => typeof value === 'string');
}

export function classify(error: unknown): Classified {
  if (!isError(error)) {
    return { kind: 'bug', code: null, message: String(error), requestId: null };
  }
  const { $metadata, message } = error as SdkError;
  const codes = codesOf(error);
  const code = codes.find((candidate) => candidate !== 'Error') ?? null;
  const requestId = $metadata?.requestId ?? null;
  return { kind: kindOf(error, codes, $metadata?.httpStatusCode), code, message, requestId };
}

function kindOf(error: Error, codes: readonly string[], status: number | undefined): CauseKind {
  const has = (known: ReadonlySet<string>) => codes.some((code) => known.has(code));
  if (error instanceof RefusedCommandError) return 'bug';
  if (has(CREDENTIALS)) return 'credentials';
  if (has(THROTTLED) || status === 429) return 'throttled';
  if (has(DENIED)) return 'denied';
  // A 401 or 403 whose body is not AWS's (a proxy's page, or the wrong protocol's) surfaces as a parse error.
  if (status === 401 || status === 403) return 'denied';
  if (has(NETWORK) || error.message.includes('socket hang up')) return 'network';
  if (codes.includes('TimeoutError') || codes.includes('AbortError')) return 'timeout';
  if (status !== undefined && status >= 500) return 'server-error';
  if (codes.includes('SyntaxError') || error.message.includes('XML parse error')) {
    return 'malformed-response';
  }
  if (status !== undefined && status >= 400) return 'rejected';
  if (status !== undefined) return 'malformed-response';
  return 'bug';
}
