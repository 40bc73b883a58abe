/** The user and group as which a server runs, for `spawn` and `chown`. */
export interface OperatingUser {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody`, which every system has. */
const UNPRIVILEGED: OperatingUser = { uid: 65_534, gid: 65_534 };

/** PostgreSQL and pgBouncer refuse to run as root: there they run as nobody. Null: as who we are. */
export function operatingUser(): OperatingUser | null {
  return process.getuid?.() === 0 ? UNPRIVILEGED : null;
}
