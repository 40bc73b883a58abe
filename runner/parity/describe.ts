import type pg from 'pg';
import type { Described, DescribedColumn } from '../../collectors/postgres/parity/query.ts';

/** What the driver's connection does of the protocol, and has no types for. */
interface Protocol {
  parse(message: { readonly text: string; readonly name: string }): void;
  describe(message: { readonly type: 'S'; readonly name: string }): void;
  sync(): void;
  once(event: 'parameterDescription', listener: (message: ParameterDescription) => void): void;
  off(event: 'parameterDescription', listener: (message: ParameterDescription) => void): void;
}

interface ParameterDescription {
  readonly dataTypeIDs: readonly number[];
}

interface RowDescription {
  readonly fields: readonly {
    readonly name: string;
    readonly dataTypeID: number;
    readonly dataTypeModifier: number;
  }[];
}

/**
 * Has the server parse one statement and say what it takes and gives, without running it. The extended protocol knows no
 * second statement: such a text is an error.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
export function describe(client: pg.Client, text: string): Promise<Described> {
  return new Promise((resolve, reject) => {
    let parameters: number | null = null;
    let columns: readonly DescribedColumn[] | null = null;
    let protocol: Protocol | null = null;
    const onParameters = ({ dataTypeIDs }: ParameterDescription) => {
      parameters = dataTypeIDs.length;
    };
    const end = () => protocol?.off('parameterDescription', onParameters);
    const submitted = {
      submit: (connection: unknown) => {
        protocol = connection as Protocol;
        protocol.once('parameterDescription', onParameters);
        protocol.parse({ text, name: '' });
        protocol.describe({ type: 'S', name: '' });
        protocol.sync();
      },
      handleRowDescription: ({ fields }: RowDescription) => {
        columns = fields.map(({ name, dataTypeID, dataTypeModifier }) => ({
          name,
          type: dataTypeID,
          modifier: dataTypeModifier,
        }));
      },
      handleReadyForQuery: () => {
        end();
        if (parameters === null) reject(new Error('The server did not describe the statement.'));
        else resolve({ parameters, columns });
      },
      handleError: (error: Error) => {
        end();
        reject(error);
      },
    };
    client.query(submitted);
  });
}
