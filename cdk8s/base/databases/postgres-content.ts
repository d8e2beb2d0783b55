import type { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import { inWave, objectWaves } from '../delivery/sync';
import { postgresLocaleFields, type PostgresLocale } from './postgres-locale';

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
   * Its locale; it has an effect only when the database is made.
   * @default that of the cluster
   */
  readonly locale?: PostgresLocale;
  /**
   * Connections that the database takes at once.
   * @default no limit; the role's own limit still holds
   */
  readonly connectionLimit?: number;
}

/** A database in a CloudNativePG cluster. When the object is deleted, the database in PostgreSQL stays. */
export class PostgresContent extends ApiObject {
  constructor(scope: Construct, id: string, props: PostgresContentProps) {
    const { name, cluster, database, owner, extensions, locale, connectionLimit } = props;
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
        // A locale of its own needs the template that no text was ever sorted in.
        ...(locale === undefined ? {} : { template: 'template0', encoding: 'UTF8', ...postgresLocaleFields(locale) }),
        ...(extensions.length === 0
          ? {}
          : { extensions: extensions.map((extension) => ({ name: extension, ensure: 'present' })) }),
      },
    });
  }
}
