import { Ingress, type IngressProps } from '../../../cdk8s/platform/ingress';
import { RouterCertificate } from '../../../cdk8s/platform/router-certificate';
import { byName, objectsOf } from '../../support/charts';

const routers = (change: Partial<IngressProps> = {}) => {
  const props: IngressProps = {
    balancer: { kind: 'classic', idleTimeoutSeconds: 300 },
    allowedFrom: ['192.0.2.0/25', '203.0.113.1/32'],
    wildcards: 'refused',
    replicas: 3,
    ...change,
  };
  return byName(
    objectsOf((chart) => new Ingress(chart, 'ingress', props)),
    'IngressController',
  ).default;
};

const balancer = (change?: Partial<IngressProps>) => {
  const spec: unknown = routers(change)?.spec;
  return expect(spec);
};

test('the classic balancer cuts connections after the idle time and lets in the named blocks only', () => {
  balancer().toEqual({
    replicas: 3,
    endpointPublishingStrategy: {
      type: 'LoadBalancerService',
      loadBalancer: {
        scope: 'External',
        dnsManagementPolicy: 'Managed',
        allowedSourceRanges: ['192.0.2.0/25', '203.0.113.1/32'],
        providerParameters: {
          type: 'AWS',
          aws: { type: 'Classic', classicLoadBalancer: { connectionIdleTimeout: '300s' } },
        },
      },
    },
  });
});

test('the network balancer has no idle time to set', () => {
  balancer({ balancer: { kind: 'network' } }).toMatchObject({
    endpointPublishingStrategy: { loadBalancer: { providerParameters: { aws: { type: 'NLB' } } } },
  });
  expect(JSON.stringify(routers({ balancer: { kind: 'network' } }))).not.toContain('connectionIdleTimeout');
});

test('everybody is let in by naming nobody', () => {
  expect(JSON.stringify(routers({ allowedFrom: 'everybody' }))).not.toContain('allowedSourceRanges');
});

test('routers run on the machines of their pool and tolerate its taints, whatever their value', () => {
  const taints = [
    { key: 'node-role.kubernetes.io/infra', effect: 'NoSchedule' },
    { key: 'purpose', value: 'routers', effect: 'NoExecute' },
  ];
  balancer({ pool: { name: 'infra', taints } }).toMatchObject({
    nodePlacement: {
      nodeSelector: { matchLabels: { 'commons-platform/pool': 'infra' } },
      tolerations: [
        { key: 'node-role.kubernetes.io/infra', operator: 'Exists', effect: 'NoSchedule' },
        { key: 'purpose', operator: 'Equal', value: 'routers', effect: 'NoExecute' },
      ],
    },
  });
});

test('the routers’ certificate is issued before they are told to use it', () => {
  const objects = objectsOf((chart) => new RouterCertificate(chart, 'certificate', { domain: 'apps.c.example' }));
  const certificate = byName(objects, 'Certificate')['router-default'];
  expect(certificate?.spec).toMatchObject({
    secretName: 'router-default-certificate',
    dnsNames: ['*.apps.c.example'],
    issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' },
  });
  const controller = routers({ certificateSecret: RouterCertificate.secretName });
  expect(controller?.spec).toMatchObject({ defaultCertificate: { name: 'router-default-certificate' } });
  expect([certificate, controller].map((object) => JSON.stringify(object?.metadata))).toEqual([
    expect.stringContaining('"argocd.argoproj.io/sync-wave":"1"'),
    expect.stringContaining('"argocd.argoproj.io/sync-wave":"3"'),
  ]);
});

test('a route is for a whole domain only where that is said', () => {
  expect(JSON.stringify(routers())).not.toContain('routeAdmission');
  balancer({ wildcards: 'allowed' }).toMatchObject({ routeAdmission: { wildcardPolicy: 'WildcardsAllowed' } });
});
