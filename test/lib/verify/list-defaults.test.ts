import { listDefaultsRule } from '../../../lib/verify/list-defaults';
import { object } from './delivered-files';
import { renderedFiles } from './rendered-files';

const reasons = (apiVersion: string, kind: string, spec: string) =>
  listDefaultsRule
    .findings(renderedFiles({ 'cluster/library/data.yaml': object(apiVersion, kind, 'data', 0, spec) }))
    .map(({ reason, remedy }) => `${reason}; ${remedy}`);

test.each([
  [
    'postgresql.cnpg.io/v1',
    'Cluster',
    '{ plugins: [{ name: a, enabled: true, isWALArchiver: false }, { name: b, enabled: false }] }',
    'spec.plugins[].isWALArchiver is left out 1 times, and the API server adds it inside a list; write out isWALArchiver: false',
  ],
  [
    'postgresql.cnpg.io/v1',
    'Database',
    '{ extensions: [{ name: hstore }, { name: citext }] }',
    'spec.extensions[].ensure is left out 2 times, and the API server adds it inside a list; write out ensure: present',
  ],
  [
    'pxc.percona.com/v1',
    'PerconaXtraDBCluster',
    '{ haproxy: { sidecars: [{ ports: [{ containerPort: 9101 }] }] } }',
    'spec.haproxy.sidecars[].ports[].protocol is left out 1 times, and the API server adds it inside a list; write out protocol: TCP',
  ],
  [
    'external-secrets.io/v1',
    'ExternalSecret',
    '{ data: [{ secretKey: a, remoteRef: { key: b, conversionStrategy: Default, decodingStrategy: None } }] }',
    'spec.data[].remoteRef.metadataPolicy is left out 1 times, and the API server adds it inside a list; write out metadataPolicy: None',
  ],
])('%s %s without what its definition fills in is found', (apiVersion, kind, spec, expected) => {
  expect(reasons(apiVersion, kind, spec)).toEqual([expected]);
});

test.each([
  ['written out', 'Database', '{ extensions: [{ name: hstore, ensure: absent }] }'],
  ['without the list', 'Database', '{ owner: app }'],
  ['of another kind', 'Pooler', '{ extensions: [{ name: hstore }] }'],
])('what is %s is no matter', (_, kind, spec) => {
  expect(reasons('postgresql.cnpg.io/v1', kind, spec)).toEqual([]);
});
