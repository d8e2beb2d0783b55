import { property, constantFrom, array, assert, tuple } from 'fast-check';
import type { DatabaseConnection } from '../../../../cdk8s/base/databases/database-connection';
import { SharedPostgresDatabase } from '../../../../cdk8s/base/databases/shared-postgres-database';
import { sharedDatabaseName, sharedObjectName } from '../../../../cdk8s/base/databases/shared-postgres-names';
import { byName, objectsOf } from '../../../support/charts';

const props = {
  name: 'web-db',
  tenant: 'team',
  service: 'my-web',
  cluster: 'general',
  remotePassword: 'test/team/my-web/database-password',
} as const;

test('a service knows the pooler that shares connections as it wants, and its password by name only', () => {
  const connections: DatabaseConnection[] = [];
  const objects = objectsOf((chart) => {
    for (const pooling of ['session', 'transaction'] as const) {
      const { connection } = new SharedPostgresDatabase(chart, pooling, { ...props, name: pooling, pooling });
      connections.push(connection);
    }
  });
  expect(connections).toMatchObject(
    ['session', 'transaction'].map((pooling) => ({
      host: `general-${pooling}.databases.svc`,
      database: 'team__my_web',
      user: { secret: pooling, key: 'username' },
      password: { secret: pooling, key: 'password' },
      traffic: {
        peers: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'databases' } },
            podSelector: { matchLabels: { 'cnpg.io/poolerName': `general-${pooling}` } },
          },
        ],
      },
      direct: { host: 'general-rw.databases.svc' },
    })),
  );
  expect(byName(objects, 'ExternalSecret').session).toMatchObject({
    spec: {
      data: [{ secretKey: 'password', remoteRef: { key: props.remotePassword } }],
      target: { template: { type: 'kubernetes.io/basic-auth', data: { username: 'team__my_web' } } },
    },
  });
});

test('no two services share a database, a role or a secret', () => {
  const name = array(constantFrom('a', 'b-c', 'a-b', 'c', 'b'), { minLength: 1, maxLength: 2 }).map((parts) =>
    parts.join('-'),
  );
  assert(
    property(tuple(name, name), tuple(name, name), ([tenant, service], [otherTenant, otherService]) => {
      const [one, other] = [
        { tenant, service },
        { tenant: otherTenant, service: otherService },
      ];
      const same = tenant === otherTenant && service === otherService;
      expect(sharedDatabaseName(one) === sharedDatabaseName(other)).toBe(same);
      expect(sharedObjectName(one) === sharedObjectName(other)).toBe(same);
      expect(sharedDatabaseName(one)).toMatch(/^[a-z][a-z0-9_]*$/);
    }),
  );
});
