import { issuanceWarnings } from '../../../lib/operations/issuance-warnings';
import type { RenderedObject } from '../../../lib/rendered';
import { manifests } from '../../support/rendered';

const objectIn = (kind: string, name: string, spec: object): RenderedObject => ({
  apiVersion: 'cert-manager.io/v1',
  kind,
  metadata: { name, namespace: 'site', annotations: {}, labels: {} },
  spec,
  file: 'a.yaml',
});

const issuer = objectIn('ClusterIssuer', 'letsencrypt', { acme: {} });

const certificates = (count: number, domain: string, name = 'letsencrypt') =>
  Array.from({ length: count }, (_, index) =>
    objectIn('Certificate', `${domain}-${index}`, {
      dnsNames: [`n${index}.${domain}`],
      issuerRef: { kind: 'ClusterIssuer', name },
    }),
  );

const warned = (objects: readonly RenderedObject[], phase: 'bootstrapping' | 'running' = 'bootstrapping') =>
  issuanceWarnings([issuer, ...objects], { domains: ['commons.example', 'other.example'], cluster: { phase } }).map(
    ({ path, reason }) => `${path.join('.')} ${reason.replace(/^.*: /, '')}`,
  );

test('counts the certificates below each registered domain', () => {
  expect(warned([...certificates(50, 'commons.example'), ...certificates(50, 'apps.other.example')])).toEqual([]);
  expect(warned([...certificates(50, 'commons.example'), ...certificates(51, 'apps.other.example')])).toEqual([
    'domains.1 the last one comes up to a day later',
  ]);
  expect(warned(certificates(150, 'commons.example'))).toEqual(['domains.0 the last one comes 14 days later']);
});

test('does not count certificates of an issuer of one’s own, or those of a cluster that runs', () => {
  expect(warned(certificates(51, 'commons.example', 'own'))).toEqual([]);
  expect(warned(certificates(51, 'uncommons.example'))).toEqual([]);
  expect(warned(certificates(51, 'commons.example'), 'running')).toEqual([]);
});

test('reads what is rendered', () => {
  const rendered = manifests
    .filter(({ environment }) => environment === 'production')
    .map((manifest) => ({ ...manifest, file: manifest.at }));
  const below = (more: number) =>
    issuanceWarnings([...rendered, ...certificates(more, 'commons.example')], {
      domains: ['commons.example'],
      cluster: { phase: 'bootstrapping' },
    });
  const asked = rendered.filter(
    (manifest) => manifest.kind === 'Certificate' && JSON.stringify(manifest).includes('commons.example"'),
  ).length;
  expect(asked).toBeGreaterThan(20);
  expect(below(50 - asked)).toEqual([]);
  expect(below(51 - asked)).toHaveLength(1);
});
