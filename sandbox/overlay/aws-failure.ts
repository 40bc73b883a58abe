import type { AwsError } from './aws-error.ts';

/** Thrown where the answer is an error of AWS; the overlay writes it in the form of the call's protocol. */
export class AwsFailure extends Error {
  readonly error: AwsError;

  constructor(error: AwsError) {
    super(`${error.code}: ${error.message}`);
    this.name = 'AwsFailure';
    this.error = error;
  }
}

/** The caller sent something that AWS refuses. */
export function invalid(code: string, message: string, status = 400): AwsFailure {
  return new AwsFailure({ code, message, status, sender: true });
}
