/** Something that somebody tries in the namespace `team`, and the policy that stops it. */
export interface Crossing {
  readonly tries: string;
  readonly object: object;
  readonly stoppedBy: string;
  /** Who tries it; an administrator of the namespace if left out. */
  readonly user?: string;
}

const namespace = 'team';

/** The namespace that it is tried in, with what it was granted. */
export const team = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: namespace,
    labels: { 'commons-platform/guardrails': 'enforced' },
    annotations: {
      'commons-platform/hosts': 'team.commons.example,www.team.commons.example',
      'commons-platform/aws-roles': 'arn:aws:iam::111122223333:role/testing-team-secrets',
    },
  },
};
const named = (apiVersion: string, kind: string, spec: object, metadata: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name: 'tried', namespace, ...metadata },
  spec,
});

export const route = (spec: object) => named('route.openshift.io/v1', 'Route', spec);
export const certificate = (spec: object) =>
  named('cert-manager.io/v1', 'Certificate', { issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' }, ...spec });
export const service = (spec: object, annotations?: object) => named('v1', 'Service', spec, { annotations });
export const pod = (spec: object) =>
  named('v1', 'Pod', { containers: [{ name: 'tool', image: 'quay.io/team/tool:1' }], ...spec });
export const serviceAccount = (role: string) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'tried', namespace, annotations: { 'eks.amazonaws.com/role-arn': role } },
});

/** How External Secrets reads as an account of the namespace. */
const secretsManager = { service: 'SecretsManager', region: 'us-east-1' };
export const reader = { ...secretsManager, auth: { jwt: { serviceAccountRef: { name: 'secrets-reader' } } } };
export const secretStore = (provider: object) => named('external-secrets.io/v1', 'SecretStore', { provider });

const each = (
  what: string,
  make: (spec: object) => object,
  stoppedBy: string,
  cases: readonly (readonly [string, object])[],
): readonly Crossing[] => cases.map(([name, spec]) => ({ tries: `${what} ${name}`, object: make(spec), stoppedBy }));

const hosts: readonly Crossing[] = [
  ...each('a route for', route, 'route-hosts', [
    ['a host of another tenant', { host: 'pad.commons.example' }],
    ['the login host below a path', { host: 'sso.commons.example', path: '/realms' }],
    ['a look-alike below a granted host', { host: 'login.team.commons.example' }],
    ['a new name in the domain of the applications', { host: 'tried-team.apps.commons.example' }],
    ['no host', {}],
    ['a granted host with all below it', { host: 'team.commons.example', wildcardPolicy: 'Subdomain' }],
  ]),
  {
    tries: 'an ingress for a host of another tenant',
    object: named('networking.k8s.io/v1', 'Ingress', { rules: [{ host: 'pad.commons.example' }] }),
    stoppedBy: 'ingress-hosts',
  },
  {
    tries: 'an ingress for every host',
    object: named('networking.k8s.io/v1', 'Ingress', {
      defaultBackend: { service: { name: 'web', port: { number: 80 } } },
    }),
    stoppedBy: 'ingress-hosts',
  },
  {
    tries: 'an ingress whose certificate is for another host',
    object: named('networking.k8s.io/v1', 'Ingress', {
      rules: [{ host: 'team.commons.example' }],
      tls: [{ hosts: ['team.commons.example', 'sso.commons.example'] }],
    }),
    stoppedBy: 'ingress-hosts',
  },
  ...each('a certificate for', certificate, 'certificate-hosts', [
    ['another host beside a granted one', { dnsNames: ['team.commons.example', 'pad.commons.example'] }],
    ['all below a granted host', { dnsNames: ['*.team.commons.example'] }],
    ['another host as its common name', { commonName: 'sso.commons.example', dnsNames: ['team.commons.example'] }],
    ['an address', { dnsNames: ['team.commons.example'], ipAddresses: ['203.0.113.1'] }],
    ['a subject written out', { dnsNames: ['team.commons.example'], literalSubject: 'CN=sso.commons.example' }],
    ['nothing', {}],
  ]),
  ...[
    ['cert-manager.io/v1', 'CertificateRequest'],
    ['acme.cert-manager.io/v1', 'Order'],
    ['acme.cert-manager.io/v1', 'Challenge'],
  ].map(([apiVersion = '', kind = '']) => ({
    tries: `a ${kind} by hand`,
    object: named(apiVersion, kind, { issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' } }),
    stoppedBy: 'certificate-requests',
  })),
];

const services: readonly Crossing[] = [
  ...each('a service with', service, 'closed-services', [
    ['a balancer', { type: 'LoadBalancer' }],
    ['a port on every machine', { type: 'NodePort' }],
    ['a name that stands for another', { type: 'ExternalName', externalName: '169.254.169.254' }],
    ['the address of the resolver', { externalIPs: ['10.0.0.2'] }],
  ]),
  {
    tries: 'a record by external-dns',
    object: service({}, { 'external-dns.alpha.kubernetes.io/hostname': 'api.openshift.commons.example' }),
    stoppedBy: 'closed-services',
  },
  {
    tries: 'a record by an object of external-dns',
    object: named('externaldns.k8s.io/v1alpha1', 'DNSEndpoint', { endpoints: [] }),
    stoppedBy: 'closed-entries',
  },
  {
    tries: 'a gateway with a balancer',
    object: named('gateway.networking.k8s.io/v1', 'Gateway', { gatewayClassName: 'openshift-default' }),
    stoppedBy: 'closed-entries',
  },
];

const nodeAffinity = (term: object) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } } },
});

const pods: readonly Crossing[] = [
  ...each('a pod on', pod, 'pod-placement', [
    [
      'a control-plane machine',
      { tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }] },
    ],
    ['any machine', { tolerations: [{ operator: 'Exists' }] }],
    ['a machine for releases', { tolerations: [{ key: 'commons-platform/purpose', value: 'releases' }] }],
    ['a machine of the routers', { nodeSelector: { 'node-role.kubernetes.io/infra': '' } }],
    ['a machine by its name', { nodeName: 'ip-10-0-1-2.ec2.internal' }],
    [
      'a machine of CI by affinity',
      nodeAffinity({ matchExpressions: [{ key: 'commons-platform/purpose', operator: 'Exists' }] }),
    ],
    [
      'a machine by a field',
      nodeAffinity({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['ip-10-0-1-2'] }] }),
    ],
    ['the place of others', { priorityClassName: 'system-node-critical' }],
  ]),
  ...['secrets-reader'].map((account) => ({
    tries: `a pod as ${account}`,
    object: pod({ serviceAccountName: account }),
    stoppedBy: 'secrets-readers',
  })),
  ...each('a pod from', pod, 'image-sources', [
    ['a registry of nobody', { containers: [{ name: 'tool', image: 'registry.stranger.example/tool:1' }] }],
    ['an image without its registry', { containers: [{ name: 'tool', image: 'team/tool' }] }],
    [
      'such an image before the others',
      { initContainers: [{ name: 'first', image: 'registry.stranger.example/tool@sha256:0' }] },
    ],
  ]),
];

const identities: readonly Crossing[] = [
  ...[
    'arn:aws:iam::111122223333:role/testing-pad-secrets',
    'arn:aws:iam::111122223333:role/testing-team-archive-secrets',
  ].map((role) => ({ tries: `a service account with ${role}`, object: serviceAccount(role), stoppedBy: 'aws-roles' })),
  {
    tries: 'an archive of another tenant',
    object: named('barmancloud.cnpg.io/v1', 'ObjectStore', {
      configuration: { destinationPath: 's3://testing-database-backups-111122223333-us-east-1/pad/pad' },
    }),
    stoppedBy: 'own-archives',
  },
  ...each('a store of secrets', secretStore, 'secret-stores', [
    ['that calls any address', { webhook: { url: 'https://10.0.0.10:8443/metrics' } }],
    ['with the credentials of External Secrets itself', { aws: secretsManager }],
    [
      'with a role of another tenant',
      { aws: { ...reader, role: 'arn:aws:iam::111122223333:role/testing-pad-secrets' } },
    ],
    ['with a further role', { aws: { ...reader, additionalRoles: ['arn:aws:iam::111122223333:role/testing-pad'] } }],
    ['with an access key', { aws: { ...reader, auth: { ...reader.auth, secretRef: {} } } }],
  ]),
  {
    tries: 'an archive of a tenant whose name begins alike',
    object: named('barmancloud.cnpg.io/v1', 'ObjectStore', {
      configuration: { destinationPath: 's3://testing-database-backups-111122223333-us-east-1/team-archive/db' },
    }),
    stoppedBy: 'own-archives',
  },
  {
    tries: 'a database out of an archive of another, the older way',
    object: named('postgresql.cnpg.io/v1', 'Cluster', {
      externalClusters: [{ name: 'pad', barmanObjectStore: { destinationPath: 's3://elsewhere/pad' } }],
    }),
    stoppedBy: 'own-archives-postgres',
  },
  {
    tries: 'a Crunchy database below another path',
    object: named('postgres-operator.crunchydata.com/v1beta1', 'PostgresCluster', {
      backups: {
        pgbackrest: {
          global: { 'repo1-path': '/pad/pad' },
          repos: [
            {
              name: 'repo1',
              s3: {
                bucket: 'testing-database-backups-111122223333-us-east-1',
                endpoint: 's3.us-east-1.amazonaws.com',
                region: 'us-east-1',
              },
            },
          ],
        },
      },
    }),
    stoppedBy: 'own-archives-crunchy',
  },
];

export const issuer = (spec: object) => named('cert-manager.io/v1', 'Issuer', spec);
export const serviceMonitor = (endpoint: object) =>
  named('monitoring.coreos.com/v1', 'ServiceMonitor', {
    selector: {},
    endpoints: [{ port: 'http', followRedirects: false, ...endpoint }],
  });
const podMonitor = (endpoint: object) =>
  named('monitoring.coreos.com/v1', 'PodMonitor', {
    selector: {},
    podMetricsEndpoints: [{ port: 'http', followRedirects: false, ...endpoint }],
  });

const own = { name: 'own', key: 'token' };
const address = { sourceLabels: [], targetLabel: '__address__', replacement: '10.0.0.10:9090' };

const calls: readonly Crossing[] = [
  ...each('an issuer of', issuer, 'own-issuers', [
    ['any server', { acme: { server: 'https://10.0.0.10/directory', privateKeySecretRef: { name: 'own' } } }],
    ['any vault', { vault: { server: 'https://10.0.0.10:8200', path: 'pki/sign/own', auth: { tokenSecretRef: own } } }],
    ['both kinds', { selfSigned: {}, venafi: { zone: 'own', cloud: { apiTokenSecretRef: own } } }],
    ['no kind', {}],
  ]),
  ...[['service', serviceMonitor] as const, ['pod', podMonitor] as const].flatMap(([what, make]) =>
    each(`metrics of a ${what}`, make, 'own-metrics', [
      ['that lead elsewhere', { followRedirects: true }],
      ['that may lead elsewhere', { followRedirects: undefined }],
      ['at any address', { relabelings: [address] }],
      ['by a program of its own', { proxyUrl: 'http://proxy.team.svc:3128' }],
    ]),
  ),
  ...[
    ['monitoring.coreos.com/v1', 'Probe', { prober: { url: '10.0.0.10:9090' } }] as const,
    ['monitoring.coreos.com/v1alpha1', 'ScrapeConfig', { staticConfigs: [{ targets: ['10.0.0.10:9090'] }] }] as const,
    ['monitoring.coreos.com/v1beta1', 'AlertmanagerConfig', { receivers: [] }] as const,
    ['generators.external-secrets.io/v1alpha1', 'Webhook', { url: 'https://10.0.0.10' }] as const,
  ].map(([apiVersion, kind, spec]) => ({
    tries: `a ${kind} of any address`,
    object: named(apiVersion, kind, spec),
    stoppedBy: 'closed-callers',
  })),
];

/** What is tried by whoever is `admin` in a namespace, which no tenant's maintainer is. */
export const crossings: readonly Crossing[] = [...hosts, ...services, ...pods, ...identities, ...calls];
