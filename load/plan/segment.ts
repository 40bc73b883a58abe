import { z } from 'zod';

/** More generators than that are planned by mistake. */
const MOST_SEGMENTS = 1_000;

/** One of several equal parts of a load, each of which another generator sends. */
export const Segment = z
  .strictObject({
    /** From 1. */
    index: z.int().positive(),
    of: z.int().min(2).max(MOST_SEGMENTS),
  })
  .refine(({ index, of }) => index <= of, 'a segment is one of as many as there are');
export type Segment = z.infer<typeof Segment>;

/** A segment as it is written, such as `2/3`, or null when the text is none. */
export function segmentOf(text: string): Segment | null {
  const [, index, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const read = Segment.safeParse({ index: Number(index), of: Number(of) });
  return read.success ? read.data : null;
}

export function segmentInWords({ index, of }: Segment): string {
  return `segment ${index} of ${of}`;
}
