/** k6 cannot be had here. The message says where it was looked for and how to mend it. */
export class K6Error extends Error {
  readonly code = 'K6_UNAVAILABLE';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'K6Error';
  }
}
