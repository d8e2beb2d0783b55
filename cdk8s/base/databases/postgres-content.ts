import type { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import { inWave, objectWaves } from '../delivery/sync';

export interface PostgresContentProps {
  /** Name of the object. */
  readonly name: string;
  /** Name of the CloudNativePG cluster. */
  readonly cluster: string;
  readonly database: string;
  /** Role that owns it. */
  readonly owner: string;
  /** Extensions as CREATE EXTENSION calls them; the operator makes them, because most need a superuser. */
  readonly extensions: readonly string[];
  /** @default no limit but the role's */
  readonly connectionLimit?: number;
}

/** A database in a CloudNativePG cluster. Removing the object leaves the database as it is. */
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
