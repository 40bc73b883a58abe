/** From one look at what is loaded to the next. */
export const INTERVAL_MS = 5_000;

/** Of so many looks one is at the fuses, too: three in a row that see nothing are half a minute then. */
export const FUSE_INTERVALS = 2;

/** From one look at the fuses to the next. */
export const FUSE_INTERVAL_MS = FUSE_INTERVALS * INTERVAL_MS;
