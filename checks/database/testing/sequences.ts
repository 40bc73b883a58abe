/** One side's sequence `app.ids`, which fills `app.rows.id`. */
export const at = (last: string | null, def = {}) => [
  {
    kind: 'sequence_position',
    id: 'app.ids -> app.rows.id',
    def: {
      sequence: 'app.ids',
      column: 'app.rows.id',
      increment: '1',
      minimum: '1',
      maximum: '9223372036854775807',
      cycles: false,
      columnType: 'int8',
      last,
      called: true,
      greatest: '100',
      least: '1',
      ...def,
    },
  },
];
