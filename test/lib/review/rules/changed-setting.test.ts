import { exampleManifest, exampleTemplate } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

const change = (kind: string, [before, after]: readonly [object, object]) => {
  const [apiVersion = '', name = ''] = kind.split(' ');
  const side = (spec: object) =>
    exampleManifest('wiki/it', { apiVersion, kind: name, metadata: { name: 'it', namespace: 'wiki' }, spec });
  return findingLines({ before: side(before), after: side(after) });
};
const resource = (Type: string, [before, after]: readonly [object, object]) => {
  const side = (Properties: object) => exampleTemplate('It', { Type, Properties });
  return findingLines({ before: side(before), after: side(after) });
};

test.each<[string, string, readonly [object, object], string]>([
  [
    'the last but one',
    'k8s.keycloak.org/v2 Keycloak',
    [{ instances: 3 }, { instances: 1 }],
    'interrupts: Keycloak wiki/it has one left, and nothing to take its place: instances is 1 in place of 3',
  ],
  [
    'the last one',
    'postgres-operator.crunchydata.com/v1 PostgresCluster',
    [{ proxy: { pgBouncer: { replicas: 1 } } }, { proxy: { pgBouncer: { replicas: 0 } } }],
    'interrupts: database wiki/it has none any more: proxy.pgBouncer.replicas is 0 in place of 1',
  ],
  [
    'a part',
    'apps.gitlab.com/v1beta1 GitLab',
    [{ registry: { enabled: true } }, { registry: { enabled: false } }],
    'interrupts: GitLab wiki/it has one part less: registry.enabled is off',
  ],
  [
    'who may see pages',
    'apps.gitlab.com/v1beta1 GitLab',
    [{ pages: { accessControl: true } }, { pages: { accessControl: false } }],
    'weakens: GitLab wiki/it protects less: pages.accessControl is off',
  ],
  [
    'encryption that goes with its part',
    'pxc.percona.com/v1 PerconaXtraDBCluster',
    [{ tls: { enabled: true } }, {}],
    'weakens: database wiki/it protects less: tls.enabled is off',
  ],
  [
    'a name that takes a protection away',
    'config.example/v1 Image',
    [{ insecure: false }, { insecure: true }],
    'weakens: Image wiki/it protects less: insecure is on',
  ],
  [
    'backups',
    'apps.gitlab.com/v1beta1 GitLab',
    [{ toolbox: { backups: { cron: { enabled: true } } } }, { toolbox: { backups: { cron: { enabled: false } } } }],
    'weakens: GitLab wiki/it keeps less to restore from: toolbox.backups.cron.enabled is off',
  ],
  [
    'metrics',
    'argoproj.io/v1beta1 ArgoCD',
    [{ monitoring: { enabled: true } }, { monitoring: { enabled: false } }],
    'weakens: ArgoCD wiki/it is watched less: monitoring.enabled is off',
  ],
  [
    'pods of an operator',
    'pxc.percona.com/v1 PerconaXtraDBCluster',
    [
      { pxc: { containerSecurityContext: { privileged: false } } },
      { pxc: { containerSecurityContext: { privileged: true } } },
    ],
    'weakens: database wiki/it gives its pods more rights on their machine: pxc.containerSecurityContext.privileged is on',
  ],
  [
    'a security context',
    'pxc.percona.com/v1 PerconaXtraDBCluster',
    [{ pxc: { podSecurityContext: { runAsNonRoot: true } } }, { pxc: {} }],
    'weakens: database wiki/it has no pxc.podSecurityContext any more',
  ],
  [
    'a drain',
    'policy/v1 PodDisruptionBudget',
    [{ maxUnavailable: 1 }, { maxUnavailable: 0 }],
    'interrupts: PodDisruptionBudget wiki/it lets no pod be stopped, so that its machines cannot be drained',
  ],
  [
    'a key',
    'cert-manager.io/v1 Certificate',
    [{ privateKey: { size: 4096 } }, { privateKey: { size: 1024 } }],
    'weakens: Certificate wiki/it has a key of 1024 bits in place of 4096',
  ],
  [
    'memory',
    'k8s.keycloak.org/v2 Keycloak',
    [{ resources: { limits: { memory: '2Gi' } } }, { resources: { limits: { memory: '512Mi' } } }],
    'watch: Keycloak wiki/it has less room: resources.limits.memory is 512Mi in place of 2Gi',
  ],
  [
    'a disk of a database that shrinks',
    'pxc.percona.com/v1 PerconaXtraDBCluster',
    [
      { pxc: { volumeSpec: { persistentVolumeClaim: { resources: { requests: { storage: '12Gi' } } } } } },
      { pxc: { volumeSpec: { persistentVolumeClaim: { resources: { requests: { storage: '6Gi' } } } } } },
    ],
    'interrupts: database wiki/it cannot be changed in spec.pxc.volumeSpec.persistentVolumeClaim.resources.requests.storage',
  ],
  [
    'what nobody knows',
    'k8s.keycloak.org/v2 Keycloak',
    [
      { db: { host: 'a', pool: true }, hostname: { strict: 1 } },
      { db: { host: 'b' }, hostname: { strict: 2 } },
    ],
    'watch: Keycloak wiki/it has other settings: db.host b in place of a, no db.pool, which was true, hostname.strict 2 in place of 1',
  ],
])('%s is said', (_, kind, sides, said) => expect(change(kind, sides)).toEqual([said]));

test.each<[string, string, readonly [object, object], string]>([
  [
    'a cache without a second node',
    'AWS::ElastiCache::ReplicationGroup',
    [{ NumCacheClusters: 2 }, { NumCacheClusters: 1 }],
    'interrupts: replication group It of test-example has one left, and nothing to take its place: NumCacheClusters is 1 in place of 2',
  ],
  [
    'a machine that one call ends',
    'AWS::EC2::Instance',
    [{ DisableApiTermination: true }, { DisableApiTermination: false }],
    'weakens: machine It of test-example protects less: DisableApiTermination is off',
  ],
  [
    'files that nobody copies',
    'AWS::EFS::FileSystem',
    [{ BackupPolicy: { Status: 'ENABLED' } }, {}],
    'weakens: file system It of test-example keeps less to restore from: BackupPolicy.Status is off',
  ],
  [
    'a listener without a policy',
    'AWS::ElasticLoadBalancingV2::Listener',
    [{ SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }, {}],
    'weakens: listener It of test-example has no TLS policy',
  ],
  [
    'names in a network',
    'AWS::EC2::VPC',
    [{ EnableDnsSupport: true }, { EnableDnsSupport: false }],
    'interrupts: vpc It of test-example has one part less: EnableDnsSupport is off',
  ],
])('%s is said', (_, type, sides, said) => expect(resource(type, sides)).toEqual([said]));

test.each<[string, string, readonly [object, object]]>([
  [
    'more of it',
    'k8s.keycloak.org/v2 Keycloak',
    [
      { instances: 1, resources: { limits: { memory: '1Gi' } } },
      { instances: 3, resources: { limits: { memory: '2Gi' } } },
    ],
  ],
  [
    'a protection',
    'config.example/v1 Image',
    [
      { insecure: true, tls: { enabled: false } },
      { insecure: false, tls: { enabled: true }, audit: {} },
    ],
  ],
  [
    'words and shares of processors',
    'argoproj.io/v1beta1 ArgoCD',
    [
      { description: 'a', resources: { limits: { cpu: '1' } } },
      { description: 'b', resources: { limits: { cpu: '2' } } },
    ],
  ],
])('%s is at most worth a look', (_, kind, sides) =>
  expect(change(kind, sides).filter((line) => !line.startsWith('watch: '))).toEqual([]),
);

test('what another rule has said is not said again', () => {
  const lines = change('k8s.keycloak.org/v2 Keycloak', [
    { hostname: { hostname: 'a' } },
    { hostname: { hostname: 'b' } },
  ]);
  expect(lines).toEqual(['interrupts: Keycloak wiki/it answers as b in place of a']);
});

test('what programs read in annotations and labels is said, and what people read is not', () => {
  const side = (annotations: object) =>
    exampleManifest('ci/namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'ci', labels: {}, annotations },
    });
  const before = side({ 'commons-platform/jobs-pool': 'ci', 'commons-platform/quota-because': 'a' });
  const after = side({ 'commons-platform/jobs-pool': 'workers', 'commons-platform/quota-because': 'b' });
  expect(findingLines({ before, after })).toEqual([
    'watch: namespace ci has other settings: metadata.annotations.commons-platform/jobs-pool workers in place of ci',
  ]);
});
