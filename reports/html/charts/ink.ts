/** The light theme's colours: they are a drawing's own where no style is applied. */
export const INK = {
  good: '#0B6E4F',
  bad: '#B3261E',
  doubtful: '#7A3E9D',
  quiet: '#475569',
} as const;
export type Tone = keyof typeof INK;

/** To a tenth of a pixel. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
