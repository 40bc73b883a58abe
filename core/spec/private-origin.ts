/** Whether nobody on the way to an origin can read what is sent to it: over https, or on this machine. */
export function isPrivateOrigin(origin: string): boolean {
  return /^https:\/\/|^http:\/\/(?:localhost|127(?:\.\d{1,3}){3})(?::\d{1,5})?$/.test(origin);
}
