import { loadFixture } from '../../support/fixture-home';
import { createContext, type ClusterApplication } from '../../../cdk8s/applications/application';
import { ingressApplication } from '../../../cdk8s/applications/ingress';
import {
  machineConfigurationApplication,
  machineConfigurationFiles,
} from '../../../cdk8s/applications/machine-configuration';
import { csrApproverSettings, csrApproverApplications } from '../../../cdk8s/applications/csr-approver';
import type { Environment } from '../../../model/environment';
import { byName } from '../../support/charts';

const { environment, facts } = loadFixture('production');
const { cluster, edge } = environment;

const objectsIn = ({ files }: ClusterApplication) => Object.values(files).flat();

describe('the machine configuration', () => {
  const rendered = (change: Partial<Environment['cluster']> = {}) =>
    machineConfigurationApplication(createContext({ ...environment, cluster: { ...cluster, ...change } }));

  test('has a file for all machines and one for each pool with a configuration of its own', () => {
    expect(Object.keys(rendered().files)).toEqual([
      'machine-configuration/all-machines.yaml',
      'machine-configuration/pool-ci-arm64.yaml',
      'machine-configuration/pool-ci-amd64.yaml',
      'applications/machine-configuration.yaml',
    ]);
  });

  test('limits processes as the environment says, for all machines and for the pool', () => {
    const settings = byName(objectsIn(rendered()), 'KubeletConfig');
    expect(Object.keys(settings)).toEqual(['master', 'worker', 'ci-arm64', 'ci-amd64']);
    expect(settings.worker?.spec).toMatchObject({ kubeletConfig: { podPidsLimit: 4096 } });
    expect(settings['ci-arm64']?.spec).toMatchObject({ kubeletConfig: { podPidsLimit: 16384 } });
    const mirrors = byName(objectsIn(rendered()), 'ImageTagMirrorSet')['registry-mirrors'];
    expect(mirrors?.spec).toEqual({ imageTagMirrors: cluster.nodes.registryMirrors });
  });

  test('says how the cluster calls the internet only where the environment does, and not to the installer', () => {
    const file = 'machine-configuration/outbound-calls.yaml';
    expect(Object.keys(rendered().files)).not.toContain(file);
    const proxy = { http: 'http://proxy.example:3128', except: [] };
    const context = createContext({ ...environment, cluster: { ...cluster, proxy } });
    const { files } = machineConfigurationApplication(context);
    expect(files[file]?.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual(['Proxy/cluster']);
    expect(JSON.stringify(files['applications/machine-configuration.yaml'])).toContain('"kind":"Proxy"');
    expect(JSON.stringify(rendered().files['applications/machine-configuration.yaml'])).not.toContain('"kind":"Proxy"');
    expect(Object.keys(machineConfigurationFiles(context))).not.toContain(file);
  });

  test('restarts machines that may be taken away half at a time, and others one by one', () => {
    const pools = cluster.pools.map((pool) =>
      pool.name === 'workers' ? { ...pool, tuning: { sysctls: { 'vm.max_map_count': '524288' } } } : pool,
    );
    const tuned = byName(objectsIn(rendered({ pools })), 'MachineConfigPool');
    expect(Object.values(tuned).map(({ metadata, spec }) => [metadata.name, spec])).toMatchObject([
      ['workers', { maxUnavailable: 1 }],
      ['ci-arm64', { maxUnavailable: '50%' }],
      ['ci-amd64', { maxUnavailable: '50%' }],
    ]);
  });

  test.each([
    ['4.17', []],
    ['4.18', []],
    ['4.19', ['cluster']],
    ['4.20', ['cluster']],
  ] as const)('%s is told about boot images only if it would move them', (release, names) => {
    expect(Object.keys(byName(objectsIn(rendered({ release })), 'MachineConfiguration'))).toEqual(names);
  });

  test('may write every kind that it has, and they have no namespace', () => {
    const objects = objectsIn(rendered());
    const kinds = new Set(objects.filter(({ apiVersion }) => !apiVersion.startsWith('argo')).map(({ kind }) => kind));
    const project = JSON.stringify(byName(objects, 'AppProject')['machine-configuration']);
    expect([...kinds].filter((kind) => !project.includes(`"kind":"${kind}"`))).toEqual([]);
    expect(objects.filter(({ kind, metadata }) => kinds.has(kind) && metadata.namespace !== undefined)).toEqual([]);
  });
});

describe('the ingress', () => {
  const rendered = (change: Partial<Environment> = {}) =>
    ingressApplication(createContext({ ...environment, ...change }), facts);
  const controller = (change?: Partial<Environment>) =>
    byName(objectsIn(rendered(change)), 'IngressController').default;

  test('lets in the CDN, the peers and the cluster itself, each block once', () => {
    expect(controller()?.spec).toMatchObject({
      endpointPublishingStrategy: {
        loadBalancer: {
          allowedSourceRanges: [
            '192.0.2.0/25',
            '192.0.2.128/25',
            '198.51.100.0/26',
            '198.51.100.64/26',
            '198.51.100.128/25',
            '203.0.113.8/29',
            '203.0.113.64/28',
            '192.0.2.201/32',
            '192.0.2.202/32',
            '192.0.2.203/32',
          ],
        },
      },
    });
    const repeated = { ...edge, peers: [{ block: '192.0.2.0/25', because: 'They are the CDN, too' }] };
    expect(JSON.stringify(controller({ edge: repeated })).match(/192\.0\.2\.0\/25/g)).toHaveLength(1);
  });

  test('without a CDN is open to everybody, and needs no address', () => {
    const open = { ...edge, cdn: { none: 'Nobody knows of it yet' } };
    const application = ingressApplication(createContext({ ...environment, edge: open }), {
      ...facts,
      natAddresses: undefined,
    });
    expect(application.waitsFor).toEqual([]);
    expect(JSON.stringify(objectsIn(application))).not.toContain('allowedSourceRanges');
  });

  test('runs where the environment says, with a certificate for the hosts of the cluster', () => {
    expect(controller()).toMatchObject({
      metadata: { namespace: 'openshift-ingress-operator' },
      spec: {
        replicas: 3,
        nodePlacement: { nodeSelector: { matchLabels: { 'commons-platform/pool': 'infra' } } },
        defaultCertificate: { name: 'router-default-certificate' },
      },
    });
    expect(byName(objectsIn(rendered()), 'Certificate')['router-default']).toMatchObject({
      metadata: { namespace: 'openshift-ingress' },
      spec: { dnsNames: ['*.apps.commons.openshift.commons.example'] },
    });
    const pools = cluster.pools.filter(({ name }) => name !== 'infra');
    const anywhere = { ...cluster, pools, ingress: { ...cluster.ingress, pool: undefined } };
    expect(controller({ cluster: anywhere })?.spec).not.toHaveProperty('nodePlacement');
  });

  test('may have a network balancer', () => {
    const network = { ...cluster, ingress: { ...cluster.ingress, balancer: 'network' as const } };
    expect(JSON.stringify(controller({ cluster: network }))).toContain('"aws":{"type":"NLB"}');
  });
});

describe('the node admission', () => {
  const rendered = (change: Partial<Environment['cluster']> = {}) =>
    csrApproverApplications(createContext({ ...environment, cluster: { ...cluster, ...change } }), facts);

  test('is there only if CloudFormation owns a pool of workers', () => {
    expect(rendered().map(({ files }) => Object.keys(files))).toEqual([
      ['node-admission/cluster-wide.yaml', 'node-admission/admission.yaml', 'applications/node-admission.yaml'],
    ]);
    expect(rendered({ pools: cluster.pools.filter(({ name }) => name !== 'legacy') })).toEqual([]);
  });

  test('knows the nodes of those pools as the machine API would have made them', () => {
    const pools = cluster.pools.map((pool) =>
      pool.name === 'ci-arm64' ? { ...pool, owner: 'cloudformation' as const } : pool,
    );
    expect(csrApproverSettings({ ...environment, cluster: { ...cluster, pools } }, 'commons-x7k2p')).toEqual({
      region: 'us-east-1',
      infraId: 'commons-x7k2p',
      pools: [
        { name: 'legacy', labels: { 'commons-platform/pool': 'legacy' }, taints: [] },
        {
          name: 'ci-arm64',
          labels: {
            'commons-platform/pool': 'ci-arm64',
            'commons-platform/purpose': 'ci',
            'node-role.kubernetes.io/ci-arm64': '',
          },
          taints: [{ key: 'commons-platform/purpose', value: 'ci', effect: 'NoSchedule' }],
        },
      ],
    });
  });

  test('runs the tools of the environment under a role of its own, in a namespace that is closed', () => {
    const objects = rendered().flatMap(objectsIn);
    expect(byName(objects, 'ServiceAccount')['node-admission']?.metadata).toMatchObject({
      namespace: 'node-admission',
      annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/production-node-admission' },
    });
    expect(JSON.stringify(byName(objects, 'Deployment')['node-admission'])).toContain(
      `"image":"${cluster.toolsImage}"`,
    );
    expect(Object.keys(byName(objects, 'NetworkPolicy'))).toContain('default-deny');
    expect(byName(objects, 'Namespace')['node-admission']?.metadata).toMatchObject({
      labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
    });
    expect(() => rendered({ toolsImage: undefined })).toThrow('node-admission needs cluster.toolsImage');
  });
});
