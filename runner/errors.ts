/** The user's words or files are at fault, or the tool stands in the wrong place: exit code 2, and no stack. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
