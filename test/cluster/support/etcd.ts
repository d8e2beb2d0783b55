import { join } from 'node:path';
import { freePort } from '../../deep/keycloak/server';
import { debianPackages } from '../../deep/support/debian';
import type { Processes } from './processes';

const packages = ['etcd-server', 'libc6'];

/** Starts a store that writes nothing through to the disk, and returns its address. */
export async function startEtcd(processes: Processes, folder: string): Promise<string> {
  const [clients, peers] = [await freePort(), await freePort()].map((port) => `http://127.0.0.1:${port}`);
  if (clients === undefined || peers === undefined) throw new Error('no port');
  processes.start('etcd', [
    ...debianPackages(packages).command('usr/bin/etcd'),
    `--data-dir=${join(folder, 'etcd')}`,
    '--unsafe-no-fsync=true',
    `--listen-client-urls=${clients}`,
    `--advertise-client-urls=${clients}`,
    `--listen-peer-urls=${peers}`,
    `--initial-advertise-peer-urls=${peers}`,
    `--initial-cluster=default=${peers}`,
    `--quota-backend-bytes=${2 * 1024 ** 3}`,
  ]);
  return clients;
}
