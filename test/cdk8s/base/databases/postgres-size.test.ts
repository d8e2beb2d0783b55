import type { DatabaseSize } from '../../../../cdk8s/base/databases/database-size';
import {
  logVolumeGiB,
  poolerMemory,
  poolSizes,
  postgresParameters,
  postgresResources,
} from '../../../../cdk8s/base/databases/postgres-size';

const amount = (text: string | undefined): number => Number(/^(\d+)(MB|Mi)$/.exec(text ?? '')?.[1]);

test.each<[DatabaseSize, number, string, string]>([
  ['small', 1024, '256MB', '100'],
  ['medium', 2048, '512MB', '200'],
  ['large', 8192, '2048MB', '300'],
  ['xlarge', 32768, '8192MB', '500'],
])('%s has %d MiB, %s of them for its buffers, and %s connections', (size, memory, buffers, connections) => {
  expect(postgresResources(size)).toMatchObject({ limits: { memory: `${memory / 1024}Gi` } });
  const parameters = postgresParameters(size, 100);
  expect(parameters).toMatchObject({ shared_buffers: buffers, max_connections: connections });
  // All connections at work at once, with one sort each, and the buffers.
  const busy = amount(buffers) + amount(parameters.work_mem) * Number(connections);
  expect(busy).toBeLessThanOrEqual(memory);
});

test.each([1, 5, 10, 100, 4096])('with %d GiB of data, what is kept of the log fits into its volume', (storageGiB) => {
  const { max_wal_size, wal_keep_size, max_slot_wal_keep_size } = postgresParameters('small', storageGiB);
  const kept = Math.max(amount(max_slot_wal_keep_size), amount(wal_keep_size)) + amount(max_wal_size);
  expect(kept).toBeLessThan(logVolumeGiB(storageGiB) * 1024);
});

test.each([1, 2])('%d pods of a pooler leave connections for migrations and for people', (pods) => {
  expect(poolSizes('small', pods).server * pods).toBe(80);
});

test.each([
  [400, '128Mi'],
  [2730, '128Mi'],
  [2731, '256Mi'],
  [40_960, '1Gi'],
])('a pooler with %d clients has memory for all', (clients, memory) => {
  expect(poolerMemory(clients, 128)).toBe(memory);
});
