import { imageRegistriesRule } from '../../../lib/verify/image-registries';
import { renderedFiles } from './rendered-files';

const list = (...registries: readonly string[]) => `
apiVersion: config.openshift.io/v1
kind: Image
metadata: { name: cluster }
spec: { allowedRegistriesForImport: [${registries.map((name) => `{ domainName: '${name}' }`).join(', ')}] }
`;

const stream = (name: string, reference: string) => `
apiVersion: image.openshift.io/v1
kind: ImageStream
metadata: { name: ${name}, namespace: library }
spec: { tags: [{ name: '1', from: { kind: DockerImage, name: '${reference}' } }] }
`;

const findings = (registries: readonly string[], reference: string) =>
  imageRegistriesRule.findings(
    renderedFiles({
      'cluster/images/import.yaml': list(...registries),
      'cluster/library/catalogue.yaml': stream('catalogue', reference),
    }),
  );

test.each([
  ['another registry', 'codeberg.example/library/catalogue:1', 'codeberg.example'],
  ['another port of a registry', 'quay.io:8443/library/catalogue:1', 'quay.io:8443'],
  ['a registry below one that is let in', 'mirror.quay.io/library/catalogue:1', 'mirror.quay.io'],
])('a stream from %s is refused by the cluster', (_, reference, registry) => {
  expect(findings(['quay.io'], reference)).toEqual([
    {
      place: 'cluster/library/catalogue.yaml ImageStream library/catalogue',
      reason: `tag 1 of library/catalogue comes from ${registry}, which the cluster refuses`,
      remedy: 'add it to allowedRegistriesForImport of Image/cluster, which has quay.io',
    },
  ]);
});

test.each([
  ['a registry of the list', ['quay.io', 'registry.example:5000'], 'registry.example:5000/library/catalogue:1'],
  ['anywhere where there is no list', [], 'codeberg.example/library/catalogue:1'],
])('a stream from %s is taken', (_, registries, reference) => {
  expect(findings(registries, reference)).toEqual([]);
});
