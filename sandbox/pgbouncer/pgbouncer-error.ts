/** pgBouncer cannot be had or does not start. The message says what was looked for and what to do. */
export class PgbouncerError extends Error {
  readonly code = 'PGBOUNCER_UNAVAILABLE';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PgbouncerError';
  }
}
