/** What a watchdog ends with that had to end the load. */
export const ENDED_THE_LOAD = 3;
