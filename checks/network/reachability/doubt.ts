/**
 * What is taken to happen where something could not be read. Judged both ways, the truth lies between the two answers:
 * when they agree it is known in spite of the doubt.
 */
export type Doubt = 'admits' | 'blocks';
