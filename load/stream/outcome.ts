/** How a request ended. Only the first is a success: a redirect is answered by something else than what was asked. */
export const OUTCOMES = [
  'ok',
  'redirect',
  'client-error',
  'server-error',
  'timeout',
  'no-answer',
] as const;

export type Outcome = (typeof OUTCOMES)[number];
