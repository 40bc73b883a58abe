/** A path without what differs between the ways of writing it: with slashes, and without a dot before the first. */
export function specPath(file: string): string {
  return file.replaceAll('\\', '/').replace(/^(?:\.\/+)+/, '');
}
