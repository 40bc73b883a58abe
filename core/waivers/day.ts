/** How far ahead an acceptance may end, in days: what stands for longer belongs into the spec. */
export const MAX_DAYS_AHEAD = 180;

const DAY_MS = 86_400_000;

/** The day of a time, UTC, as `2026-12-31`. */
export function dayOf(time: string): string {
  return new Date(Date.parse(time)).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when it is before. Days of UTC have no summer time. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

/** The day so many days after another. */
export function dayAfter(day: string, days: number): string {
  return dayOf(new Date(Date.parse(day) + days * DAY_MS).toISOString());
}
