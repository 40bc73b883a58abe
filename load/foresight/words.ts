/** Three digits of a figure: a prediction has no more. */
export function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** `1 task`, `3 tasks`. */
export function tasksInWords(count: number): string {
  return `${count} ${count === 1 ? 'task' : 'tasks'}`;
}
