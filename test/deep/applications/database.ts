import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { KubernetesObject } from '../../../model/formats/kubernetes-object';
import type { Authority } from '../../cluster/support/certificates';
import { postgresPackages } from '../support/postgres-packages';
import { byName } from '../../support/charts';
import type { Image } from './image';
import { Sandbox, type SandboxProps } from './sandbox';
import { eventually } from './eventually';

const settings = z.record(z.string(), z.string());

const clusterSchema = z.looseObject({
  spec: z.looseObject({
    bootstrap: z.strictObject({
      initdb: z.strictObject({
        database: z.string(),
        owner: z.string(),
        secret: z.strictObject({ name: z.string() }).optional(),
        dataChecksums: z.boolean(),
        // The defaults of CloudNativePG. Source: cloudnative-pg/cloudnative-pg:docs/src/bootstrap.md.
        encoding: z.string().default('UTF8'),
        localeCollate: z.string().default('C'),
        localeCType: z.string().default('C'),
      }),
    }),
    postgresql: z.looseObject({ parameters: settings, pg_hba: z.array(z.string()).default([]) }),
    // Roles besides the owner would have to be made here too.
    managed: z.undefined().optional(),
  }),
});

const poolerSchema = z.looseObject({
  spec: z.looseObject({
    cluster: z.strictObject({ name: z.string() }),
    pgbouncer: z.strictObject({ poolMode: z.string(), parameters: settings }),
  }),
});

const contentSchema = z.looseObject({
  spec: z.looseObject({
    name: z.string(),
    extensions: z.array(z.strictObject({ name: z.string(), ensure: z.literal('present') })).default([]),
  }),
});

export interface DatabaseProps extends Pick<SandboxProps, 'folder'> {
  /** Of the application, before the names of the database. */
  readonly application: string;
  readonly objects: readonly KubernetesObject[];
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly authority: Authority;
}

const port = 5432;
const programs = '/usr/lib/postgresql/17/bin';

const server: Image = {
  packages: [...postgresPackages, 'libxxhash0', 'tzdata'],
  entrypoint: [`${programs}/postgres`],
};

const pooler: Image = {
  packages: ['libaudit1', 'libcares2', 'libevent-2.1-7t64', 'libpam0g', 'pgbouncer'],
  entrypoint: ['/usr/sbin/pgbouncer'],
};

/**
 * Starts a database that is rendered for CloudNativePG and its pooler: PostgreSQL and PgBouncer of Debian, set up as the operator does.
 *
 * @returns the names by which clients call it
 */
export async function startDatabase(props: DatabaseProps): Promise<SandboxProps['reaches']> {
  const [cluster = ''] = Object.keys(byName(props.objects, 'Cluster'));
  const [pool = ''] = Object.keys(byName(props.objects, 'Pooler'));
  const address = (name: string) => ({ names: [name], port, socket: `${props.application}-${name}` });
  const [directly, pooled] = [address(`${cluster}-rw`), address(pool)];
  await startServer(props, { cluster, instance: `${cluster}-rw`, socket: directly.socket });
  await startPooler(props, { pool, cluster: directly, socket: pooled.socket });
  return [directly, pooled];
}

interface ServerNames {
  readonly cluster: string;
  readonly instance: string;
  readonly socket: string;
}

async function startServer(props: DatabaseProps, { cluster, instance, socket }: ServerNames): Promise<void> {
  const { application, objects, secrets, folder, authority } = props;
  const { bootstrap, postgresql } = clusterSchema.parse(byName(objects, 'Cluster')[cluster]).spec;
  const { database, owner, secret, dataChecksums, encoding, localeCollate, localeCType } = bootstrap.initdb;
  const name = `${application}-${instance}`;
  const given = await layOutSettings(props, name, [instance], {
    // Source: cloudnative-pg/cloudnative-pg:pkg/postgres/configuration.go.
    'pg_hba.conf': ['local all postgres trust', ...postgresql.pg_hba, 'host all all all scram-sha-256', ''].join('\n'),
  });
  const options = {
    ...postgresql.parameters,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '/run',
    shared_preload_libraries: 'pg_stat_statements',
    hba_file: '/settings/pg_hba.conf',
    ssl: 'on',
    ssl_cert_file: '/settings/tls.crt',
    ssl_key_file: '/settings/tls.key',
  };
  const initialize = [
    `${programs}/initdb --username postgres -D /data/pgdata`,
    ...(dataChecksums ? ['--data-checksums'] : []),
    `--encoding=${encoding} --lc-collate=${localeCollate} --lc-ctype=${localeCType}`,
  ].join(' ');
  const sandbox = await Sandbox.start({
    name,
    image: server,
    command: [
      '/bin/sh',
      '-euc',
      `${initialize}\nexec ${programs}/postgres -D /data/pgdata "$@"`,
      'postgres',
      ...Object.entries(options).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    variables: {},
    mounts: [...given, ...writable(folder, name)],
    reaches: [],
    answers: [{ port, socket }],
    trusted: authority.certificate,
    folder,
  });
  const sql = (within: string, statement: string) =>
    sandbox.run(
      `${programs}/psql`,
      '-h',
      '/run',
      '-U',
      'postgres',
      '-d',
      within,
      '-v',
      'ON_ERROR_STOP=1',
      '-c',
      statement,
    );
  await eventually(60, () => sql('postgres', 'SELECT 1'), sandbox);
  const password = secrets[secret?.name ?? `${cluster}-app`]?.password ?? '';
  await sql('postgres', `CREATE ROLE "${owner}" LOGIN PASSWORD '${password}'`);
  await sql('postgres', `CREATE DATABASE "${database}" OWNER "${owner}"`);
  for (const content of Object.values(byName(objects, 'Database'))) {
    const { name: within, extensions } = contentSchema.parse(content).spec;
    for (const extension of extensions) await sql(within, `CREATE EXTENSION "${extension.name}"`);
  }
}

interface PoolerNames {
  readonly pool: string;
  readonly cluster: SandboxProps['reaches'][number];
  readonly socket: string;
}

async function startPooler(props: DatabaseProps, { pool, cluster, socket }: PoolerNames): Promise<void> {
  const { application, objects, secrets, folder, authority } = props;
  const { spec } = poolerSchema.parse(byName(objects, 'Pooler')[pool]);
  const { initdb } = clusterSchema.parse(byName(objects, 'Cluster')[spec.cluster.name]).spec.bootstrap;
  const password = secrets[initdb.secret?.name ?? `${spec.cluster.name}-app`]?.password ?? '';
  const name = `${application}-${pool}`;
  // What CloudNativePG writes. Source: cloudnative-pg/cloudnative-pg:pkg/management/pgbouncer/config/config.go.
  const options = {
    ...spec.pgbouncer.parameters,
    pool_mode: spec.pgbouncer.poolMode,
    ignore_startup_parameters: 'extra_float_digits,options',
    client_tls_sslmode: 'prefer',
    client_tls_cert_file: '/settings/tls.crt',
    client_tls_key_file: '/settings/tls.key',
    server_tls_sslmode: 'verify-ca',
    server_tls_ca_file: '/settings/ca.crt',
    // It asks the database for passwords; here it has the only one.
    auth_type: 'scram-sha-256',
    auth_file: '/settings/users.txt',
    listen_addr: '127.0.0.1',
    listen_port: String(port),
    unix_socket_dir: '/run',
  };
  const lines = Object.entries(options).map(([key, value]) => `${key} = ${value}`);
  const given = await layOutSettings(props, name, [pool], {
    'pgbouncer.ini': ['[databases]', `* = host=${cluster.names.join()} port=${port}`, '[pgbouncer]', ...lines, ''].join(
      '\n',
    ),
    'users.txt': `"${initdb.owner}" "${password}"\n`,
  });
  await Sandbox.start({
    name,
    image: pooler,
    command: [...pooler.entrypoint, '/settings/pgbouncer.ini'],
    variables: {},
    mounts: [...given, ...writable(folder, name)],
    reaches: [cluster],
    answers: [{ port, socket }],
    trusted: authority.certificate,
    folder,
  });
}

/** Folders that the operator gives to what it starts. */
function writable(folder: string, name: string): SandboxProps['mounts'] {
  return ['/data', '/run'].map((path) => {
    const source = join(folder, name, 'writable', path);
    mkdirSync(source, { recursive: true, mode: 0o700 });
    return { path, source, readOnly: false };
  });
}

async function layOutSettings(
  { folder, authority }: DatabaseProps,
  name: string,
  hosts: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<SandboxProps['mounts']> {
  const source = join(folder, name, 'settings');
  mkdirSync(source, { recursive: true });
  const { certificate, key } = await authority.issue(hosts);
  const all = { ...files, 'tls.crt': certificate, 'tls.key': key, 'ca.crt': authority.certificate };
  for (const [file, text] of Object.entries(all)) writeFileSync(join(source, file), text, { mode: 0o600 });
  return [{ path: '/settings', source, readOnly: true }];
}
