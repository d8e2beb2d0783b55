import { databaseOwnersRule } from '../../../lib/verify/database-owners';
import { renderedFiles } from './rendered-files';

const apart = ['host sameuser all all scram-sha-256', 'host all all all reject'];
const cluster = (spec: object) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'songs-db', namespace: 'choir' },
  spec: { bootstrap: { initdb: { database: 'app', owner: 'app' } }, ...spec },
});
const database = (owner: string, inCluster = 'songs-db') => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Database',
  metadata: { name: 'songs', namespace: 'choir' },
  spec: { cluster: { name: inCluster }, name: 'songs', owner },
});
const roles = (...names: readonly string[]) => ({ managed: { roles: names.map((name) => ({ name })) } });

const reasons = (...objects: readonly object[]) =>
  databaseOwnersRule
    .findings(renderedFiles({ 'choir/songs.yaml': objects.map((object) => JSON.stringify(object)).join('\n---\n') }))
    .map(({ reason }) => reason);

test.each<[string, readonly object[]]>([
  ['the first owner', [cluster({}), database('app')]],
  ['a role of its own', [cluster({ ...roles('altos'), postgresql: { pg_hba: apart } }), database('altos')]],
  [
    'a role with TLS',
    [cluster({ ...roles('altos'), postgresql: { pg_hba: ['hostssl sameuser all all scram-sha-256', apart[1]] } })],
  ],
])('%s is taken', (_, objects) => {
  expect(reasons(...objects)).toEqual([]);
});

test.each<[string, readonly object[], string]>([
  [
    'an owner that nobody makes',
    [cluster({}), database('altos')],
    'database songs is owned by altos, a role that choir/songs-db does not have',
  ],
  [
    'a cluster that is not there',
    [cluster({}), database('app', 'dances-db')],
    'is in the cluster dances-db, which is not rendered beside it',
  ],
  [
    'two roles that get into all databases',
    [cluster(roles('altos')), database('altos')],
    'has the roles altos, and lets each into every database',
  ],
  [
    'lines without an end',
    [cluster({ ...roles('altos'), postgresql: { pg_hba: apart.slice(0, 1) } })],
    'has the roles altos, and lets each into every database',
  ],
])('%s is found', (_, objects, reason) => {
  expect(reasons(...objects)).toEqual([reason]);
});
