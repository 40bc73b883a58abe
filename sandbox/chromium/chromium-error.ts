/** Chromium cannot be had or does not start. The message says what was looked for and what to do. */
export class ChromiumError extends Error {
  readonly code = 'CHROMIUM_UNAVAILABLE';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ChromiumError';
  }
}
