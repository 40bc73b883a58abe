/** An embedded PostgreSQL cannot be had or does not start. The message says what was looked for and what to do. */
export class PostgresError extends Error {
  readonly code = 'POSTGRES_UNAVAILABLE';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PostgresError';
  }
}
