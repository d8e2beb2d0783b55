/** What each copy of a database may use. */
interface DatabaseAmounts {
  readonly cpu: { readonly request: string; readonly limit: string };
  /** MiB. */
  readonly memory: { readonly request: number; readonly limit: number };
}

type Sizes<Amounts> = Readonly<Record<'small' | 'medium' | 'large' | 'xlarge', Amounts>>;

const postgres: Sizes<DatabaseAmounts & { readonly connections: number }> = {
  small: { cpu: { request: '100m', limit: '1' }, memory: { request: 512, limit: 1024 }, connections: 100 },
  medium: { cpu: { request: '500m', limit: '2' }, memory: { request: 2048, limit: 2048 }, connections: 200 },
  large: { cpu: { request: '2', limit: '4' }, memory: { request: 8192, limit: 8192 }, connections: 300 },
  xlarge: { cpu: { request: '4', limit: '8' }, memory: { request: 32768, limit: 32768 }, connections: 500 },
};

/** The request for memory is the limit: the operator gives three quarters of the limit to InnoDB's buffer pool. */
const mysql: Sizes<DatabaseAmounts> = {
  small: { cpu: { request: '100m', limit: '1' }, memory: { request: 1024, limit: 1024 } },
  medium: { cpu: { request: '500m', limit: '2' }, memory: { request: 4096, limit: 4096 } },
  large: { cpu: { request: '1', limit: '4' }, memory: { request: 8192, limit: 8192 } },
  xlarge: { cpu: { request: '2', limit: '8' }, memory: { request: 16384, limit: 16384 } },
};

/** CPU, memory and number of connections of a copy of a database of each size; all other settings follow from them. */
export const databaseSizes = { postgres, mysql } as const;
