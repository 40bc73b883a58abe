/** The emulator cannot be had or does not start. The message says what was looked for and what to do. */
export class EmulatorError extends Error {
  readonly code = 'EMULATOR_UNAVAILABLE';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmulatorError';
  }
}
