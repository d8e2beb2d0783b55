import { loadFixture } from '../../support/fixture-home';
import { createContext, type ClusterApplication } from '../../../cdk8s/applications/application';
import { certificatesApplication } from '../../../cdk8s/applications/certificates';
import { externalDnsApplication } from '../../../cdk8s/applications/external-dns';
import { byName } from '../../support/charts';

const { environment, facts } = loadFixture('production');
const context = createContext(environment);
const objectsIn = ({ files }: ClusterApplication) => Object.values(files).flat();

describe('certificates', () => {
  const objects = objectsIn(certificatesApplication(context, facts));
  const host = 'api.commons.openshift.commons.example';

  test('cert-manager asks public name servers only: the private zone hides the public one inside the VPC', () => {
    expect(byName(objects, 'CertManager').cluster?.spec).toMatchObject({
      controllerConfig: {
        overrideArgs: ['--dns01-recursive-nameservers-only', '--dns01-recursive-nameservers=1.1.1.1:53,9.9.9.9:53'],
        overrideScheduling: { nodeSelector: { 'node-role.kubernetes.io/infra': '' } },
      },
    });
  });

  test('the API has one, where the API server looks for it and only once it is issued', () => {
    expect(byName(objects, 'Certificate').api).toMatchObject({
      metadata: { namespace: 'openshift-config', annotations: { 'argocd.argoproj.io/sync-wave': '1' } },
      spec: { dnsNames: [host], secretName: 'api-certificate' },
    });
    const server = byName(objects, 'APIServer').cluster;
    expect(server?.metadata).not.toHaveProperty('namespace');
    expect(server).toMatchObject({
      metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '3' } },
      spec: {
        servingCerts: { namedCertificates: [{ names: [host], servingCertificate: { name: 'api-certificate' } }] },
      },
    });
    expect(JSON.stringify(objects)).not.toContain('api-int');
  });
});

describe('challenges', () => {
  const { domains, certificates } = environment;
  const issuerFor = (challenges: typeof certificates.challenges) =>
    objectsIn(
      certificatesApplication(createContext({ ...environment, certificates: { ...certificates, challenges } }), facts),
    );
  const route53 = { cnameStrategy: 'Follow', route53: { region: 'us-east-1', hostedZoneID: facts.clusterZoneId } };

  test('are answered in Route 53 alone if no provider is named, and nothing secret is read', () => {
    const objects = issuerFor([]);
    expect(byName(objects, 'ClusterIssuer').letsencrypt).toHaveProperty('spec.acme.solvers', [{ dns01: route53 }]);
    expect(byName(objects, 'ExternalSecret')).toEqual({});
  });

  test('are answered at the providers of their domains, and in Route 53 for the cluster’s own zone below one', () => {
    const objects = issuerFor([
      {
        kind: 'rfc2136',
        name: 'own',
        domains: ['commons.example'],
        server: '2001:db8::53',
        port: 5353,
        key: { name: 'commons-challenges', algorithm: 'hmac-sha512' },
      },
      { kind: 'cloudflare', name: 'sponsor', domains: ['commonsconf.example'] },
    ]);
    const others = domains.filter((domain) => !['commons.example', 'commonsconf.example'].includes(domain));
    expect(byName(objects, 'ClusterIssuer').letsencrypt).toHaveProperty('spec.acme.solvers', [
      {
        selector: { dnsZones: ['openshift.commons.example', ...others, environment.gitlab?.pages?.domain] },
        dns01: route53,
      },
      {
        selector: { dnsZones: ['commons.example'] },
        dns01: {
          rfc2136: {
            nameserver: '[2001:db8::53]:5353',
            tsigKeyName: 'commons-challenges',
            tsigAlgorithm: 'HMACSHA512',
            tsigSecretSecretRef: { name: 'challenges-own', key: 'value' },
          },
        },
      },
      {
        selector: { dnsZones: ['commonsconf.example'] },
        dns01: { cloudflare: { apiTokenSecretRef: { name: 'challenges-sponsor', key: 'value' } } },
      },
    ]);
    const secret = byName(objects, 'ExternalSecret')['challenges-own'];
    expect(secret).toMatchObject({
      metadata: { namespace: 'cert-manager' },
      spec: { data: [{ secretKey: 'value', remoteRef: { key: 'production/platform/challenges-own' } }] },
    });
    expect(JSON.stringify(byName(objects, 'ServiceAccount'))).toContain('production-platform-secrets');
  });
});

describe('records', () => {
  const objects = objectsIn(externalDnsApplication(context, facts));
  const instances = byName(objects, 'ExternalDNS');

  test('wait for both zones, and for the role by which they are written', () => {
    expect(externalDnsApplication(context, {})).toMatchObject({
      files: {},
      waitsFor: ['serviceAccountIssuer', 'clusterZoneId', 'clusterPrivateZoneId'],
    });
  });

  test('of routes are public, those of balancers are seen inside the VPC too', () => {
    expect(instances.routes?.spec).toMatchObject({ zones: [facts.clusterZoneId], source: { type: 'OpenShiftRoute' } });
    expect(instances.services?.spec).toMatchObject({
      zones: [facts.clusterZoneId, facts.clusterPrivateZoneId],
      source: { type: 'Service', hostnameAnnotation: 'Allow' },
    });
  });

  test('below the routers’ domain are somebody else’s, and so are objects that are not ours', () => {
    for (const { spec } of Object.values(instances)) {
      expect(spec).toMatchObject({
        domains: [{ filterType: 'Exclude', matchType: 'Exact', name: 'apps.commons.openshift.commons.example' }],
        source: { labelFilter: { matchLabels: { 'app.kubernetes.io/managed-by': 'commons-platform' } } },
      });
    }
    expect(Object.keys(instances)).toEqual(['routes', 'services']);
  });

  test('are kept with a role, by a token of the pod', () => {
    const [{ metadata, stringData } = { metadata: undefined, stringData: undefined }] = objects.filter(
      ({ kind }) => kind === 'Secret',
    );
    expect(metadata).toMatchObject({ name: 'external-dns-aws', namespace: 'external-dns-operator' });
    expect(JSON.stringify(stringData)).toContain(
      'role_arn = arn:aws:iam::111122223333:role/production-external-dns\\n',
    );
    expect(JSON.stringify(instances.routes)).toContain('"credentials":{"name":"external-dns-aws"}');
  });
});
