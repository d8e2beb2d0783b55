import type { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import { inWave, objectWaves } from '../delivery/sync';

export interface PostgresContentProps {
  /** Name of the Database object in Kubernetes. */
  readonly name: string;
  /** Name of the CloudNativePG cluster. */
  readonly cluster: string;
  readonly database: string;
  /** Role that owns the database. */
  readonly owner: string;
  /** Extensions by their names for CREATE EXTENSION; the operator creates them, because most need a superuser. */
  readonly extensions: readonly string[];
  /**
   * Connections that the database takes at once.
   * @default no limit; the role's own limit still holds
   */
  readonly connectionLimit?: number;
}

/** A database in a CloudNativePG cluster. When the object is deleted, the database in PostgreSQL stays. */
export class PostgresContent extends ApiObject {
  constructor(scope: Construct, id: string, props: PostgresContentProps) {
    const { name, cluster, database, owner, extensions, connectionLimit } = props;
    super(scope, id, {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Database',
      metadata: { name, annotations: inWave(objectWaves.data) },
      spec: {
        cluster: { name: cluster },
        name: database,
        owner,
        ...(connectionLimit === undefined ? {} : { connectionLimit }),
        databaseReclaimPolicy: 'retain',
        ...(extensions.length === 0
          ? {}
          : { extensions: extensions.map((extension) => ({ name: extension, ensure: 'present' })) }),
      },
    });
  }
}
