/** The engine that every declared cluster runs. */
export const ENGINE = 'aurora-postgresql';
