import { textInJson } from '../../../model/formats/text-in-json';
import { realmValuesRule } from '../../../lib/verify/realm-values';
import { renderedFiles } from './rendered-files';

const realm = (secret: string) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'realms', namespace: 'login' },
    data: {
      'readers.json': JSON.stringify({ realm: 'readers', clients: [{ clientId: 'library', secret }] }),
      'notes.json': 'no JSON',
    },
  });

const external = (data: Readonly<Record<string, string>> | undefined, namespace = 'login') =>
  JSON.stringify({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'realms', namespace },
    spec: {
      target: data === undefined ? {} : { template: { data } },
      data: [{ secretKey: 'LIBRARY', remoteRef: { key: 'testing/library/web/oauth2-client-secret' } }],
    },
  });

const reasons = (realmText: string, secret: string) =>
  realmValuesRule
    .findings(renderedFiles({ 'cluster/login/realm.yaml': realmText, 'cluster/login/secret.yaml': secret }))
    .map(({ reason }) => reason);

const escaped = { LIBRARY: textInJson('LIBRARY') };

test('a value that can say its own text alone is right, and so is a realm without values', () => {
  expect(reasons(realm('$(env:LIBRARY)'), external(escaped))).toEqual([]);
  expect(reasons(realm(''), external(undefined))).toEqual([]);
});

const raw =
  'the value of LIBRARY in realm readers stands in it as somebody has set it, and can be any other part of it';
const unknown = 'the value of LIBRARY in realm readers is one that no ExternalSecret of its namespace makes';

test.each([
  ['as it is', external(undefined), raw],
  ['by a template that keeps it', external({ LIBRARY: '{{ index . "LIBRARY" }}' }), raw],
  ['by the value of another', external({ LIBRARY: textInJson('OTHER') }), raw],
  ['in another namespace', external(escaped, 'library'), unknown],
])('a value %s is a finding', (_, secret, reason) => {
  expect(reasons(realm('$(env:LIBRARY)'), secret)).toEqual([reason]);
});

test('a value with a default is looked at like one without', () => {
  expect(reasons(realm('$(env:LIBRARY:-none)'), external(undefined))).toEqual([raw]);
});
