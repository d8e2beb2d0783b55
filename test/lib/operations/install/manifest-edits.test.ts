import { parse } from 'yaml';
import type { Environment } from '../../../../model/environment';
import { parseInfraId, manifestEdits, type AddedManifest } from '../../../../lib/operations/install/manifest-edits';
import { changed, load, problemsOf } from '../../../support/environment-folder';
import { manifestsOfInstaller, type Files, type InstallerOutputProps } from './installer-output';

const facts = {
  clusterZoneId: 'Z0PUBLIC0PUBLIC0PUBLI',
  clusterPrivateZoneId: 'Z0PRIVATE0PRIVATE0PRI',
  serviceAccountIssuer: 'https://d111111abcdef8.cloudfront.net',
};
const { environment } = load();
const closed: Environment = { ...environment, cluster: { ...environment.cluster, api: 'vpc' } };

const output = (change: Partial<InstallerOutputProps> = {}): Files =>
  manifestsOfInstaller({
    infraId: 'commons-x7k2p',
    clusterDomain: 'commons.openshift.commons.example',
    publicZoneId: facts.clusterZoneId,
    publish: 'External',
    ...change,
  });

const own: readonly AddedManifest[] = [
  {
    kind: 'MachineSet',
    metadata: { namespace: 'openshift-machine-api', name: 'commons-x7k2p-workers-us-east-1a' },
    yaml: 'a: 1\n',
  },
  { kind: 'KubeletConfig', metadata: { name: 'worker' }, yaml: 'b: 2\n' },
];

const edits = (files: Files, of: Environment = environment) => manifestEdits(files, { environment: of, facts, own });

test('the machines of the installer go, and nothing else does', () => {
  expect(edits(output()).removed).toEqual([
    'openshift/99_openshift-cluster-api_master-machines-0.yaml',
    'openshift/99_openshift-cluster-api_master-machines-1.yaml',
    'openshift/99_openshift-cluster-api_master-machines-2.yaml',
    'openshift/99_openshift-cluster-api_worker-machineset-0.yaml',
    'openshift/99_openshift-cluster-api_worker-machineset-1.yaml',
    'openshift/99_openshift-cluster-api_worker-machineset-2.yaml',
    'openshift/99_openshift-machine-api_master-control-plane-machine-set.yaml',
  ]);
  expect(edits(output({ publish: 'Internal' }), closed).removed).toContain(
    'manifests/cluster-ingress-default-ingresscontroller.yaml',
  );
});

test('mirrors stand in the object that Argo CD keeps, not in one of the installer beside it', () => {
  const path = 'manifests/image-digest-mirror-set.yaml';
  const text =
    'apiVersion: config.openshift.io/v1\nkind: ImageDigestMirrorSet\nmetadata: { name: image-digest-mirror }\n';
  expect(edits({ ...output(), [path]: text }).removed).toEqual([path, ...edits(output()).removed]);
});

test('pods stay off the control plane, unless there is nothing else', () => {
  const scheduler = (of: Environment): unknown =>
    parse(edits(output(), of).written['manifests/cluster-scheduler-02-config.yml'] ?? '');
  expect(scheduler(environment)).toMatchObject({
    kind: 'Scheduler',
    spec: { mastersSchedulable: false, policy: { name: '' } },
  });
  const alone = environment.cluster.pools.filter(({ role }) => role === 'control-plane');
  const compact = { ...environment, cluster: { ...environment.cluster, pools: alone } };
  expect(scheduler(compact)).toMatchObject({ spec: { mastersSchedulable: true } });
});

test.each([
  ['External', environment],
  ['Internal', closed],
] as const)('zones are named by id in a cluster that is published %s', (publish, of) => {
  const dns: unknown = parse(edits(output({ publish }), of).written['manifests/cluster-dns-02-config.yml'] ?? '');
  expect(dns).toMatchObject({ kind: 'DNS', spec: { baseDomain: 'commons.openshift.commons.example' } });
  expect(dns).toHaveProperty('spec.privateZone', { id: 'Z0PRIVATE0PRIVATE0PRI' });
  expect(dns).toHaveProperty('spec.publicZone', { id: 'Z0PUBLIC0PUBLIC0PUBLI' });
});

test('components take roles by tokens of the issuer', () => {
  const { written } = edits(output());
  expect(parse(written['manifests/cluster-authentication-02-config.yaml'] ?? '')).toEqual({
    apiVersion: 'config.openshift.io/v1',
    kind: 'Authentication',
    metadata: { name: 'cluster' },
    spec: { serviceAccountIssuer: 'https://d111111abcdef8.cloudfront.net' },
  });
  expect(Object.keys(written).filter((path) => path.endsWith('-credentials.yaml'))).toEqual([
    'manifests/openshift-cluster-csi-drivers-ebs-cloud-credentials-credentials.yaml',
    'manifests/openshift-machine-api-aws-cloud-credentials-credentials.yaml',
    'manifests/openshift-ingress-operator-cloud-credentials-credentials.yaml',
    'manifests/openshift-image-registry-installer-cloud-credentials-credentials.yaml',
    'manifests/openshift-cloud-network-config-controller-cloud-credentials-credentials.yaml',
    'manifests/openshift-cloud-credential-operator-cloud-credential-operator-iam-ro-creds-credentials.yaml',
  ]);
  expect(parse(written['manifests/openshift-ingress-operator-cloud-credentials-credentials.yaml'] ?? '')).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace: 'openshift-ingress-operator', name: 'cloud-credentials' },
    type: 'Opaque',
    stringData: {
      credentials:
        '[default]\nrole_arn = arn:aws:iam::111122223333:role/testing-openshift-ingress\nweb_identity_token_file = /var/run/secrets/openshift/serviceaccount/token\nsts_regional_endpoints = regional\n',
    },
  });
});

test('objects of ours are in a file each', () => {
  const { written } = edits(output());
  expect(written['openshift/99_commons-machineset-openshift-machine-api-commons-x7k2p-workers-us-east-1a.yaml']).toBe(
    'a: 1\n',
  );
  expect(written['openshift/99_commons-kubeletconfig-worker.yaml']).toBe('b: 2\n');
});

const without = (path: string): Files => Object.fromEntries(Object.entries(output()).filter(([key]) => key !== path));
const replaced = (path: string, from: string, to: string): Files => ({
  ...output(),
  [path]: changed(output()[path] ?? '', from, to),
});
const scheduler = 'manifests/cluster-scheduler-02-config.yml';
const dns = 'manifests/cluster-dns-02-config.yml';
const machines = 'openshift/99_openshift-cluster-api_master-machines-2.yaml';
const machineSet =
  'apiVersion: machine.openshift.io/v1beta1\nkind: MachineSet\nmetadata: { name: extra, namespace: openshift-machine-api }\n';

test.each<[string, Files, string, string]>([
  [
    'a machine less',
    without(machines),
    'openshift/99_openshift-cluster-api_master-machines-<number>.yaml',
    'exists 2 times',
  ],
  [
    'no set of control-plane machines',
    without('openshift/99_openshift-machine-api_master-control-plane-machine-set.yaml'),
    'openshift/99_openshift-machine-api_master-control-plane-machine-set.yaml',
    'is missing',
  ],
  [
    'no user data',
    without('openshift/99_openshift-cluster-api_worker-user-data-secret.yaml'),
    'openshift/99_openshift-cluster-api_worker-user-data-secret.yaml',
    'is missing',
  ],
  ['no scheduler', without(scheduler), scheduler, 'is missing'],
  ['no zones', without(dns), dns, 'is missing'],
  [
    'a field elsewhere',
    replaced(scheduler, 'mastersSchedulable', 'schedulable'),
    scheduler,
    'does not have true at spec.mastersSchedulable',
  ],
  [
    'a value of another kind',
    replaced(scheduler, ': true', ': "true"'),
    scheduler,
    'does not have true at spec.mastersSchedulable',
  ],
  ['broken YAML', replaced(scheduler, 'spec:', 'spec: {'), scheduler, 'is not valid YAML'],
  ['zones named otherwise', replaced(dns, 'tags:', 'labels:'), dns, 'has no tags at spec.privateZone.tags'],
  [
    'another domain',
    output({ clusterDomain: 'other.example' }),
    dns,
    'is for other.example, not for commons.openshift.commons.example',
  ],
  ['no public zone', replaced(dns, 'publicZone:', 'publicZones:'), dns, 'has no text at spec.publicZone.id'],
  [
    'machines under a new name',
    { ...output(), 'openshift/99_new.yaml': `---\n${machineSet}` },
    'openshift/99_new.yaml',
    'holds MachineSet extra, which would make machines',
  ],
  [
    'machines behind another object',
    { ...output(), 'manifests/x.yaml': `${output()[scheduler] ?? ''}---\n${machineSet}` },
    'manifests/x.yaml',
    'holds MachineSet extra, which would make machines',
  ],
  [
    'the keys of whoever installs',
    {
      ...output(),
      'openshift/99_cloud-creds-secret.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: { namespace: kube-system, name: aws-creds }\n',
    },
    'openshift/99_cloud-creds-secret.yaml',
    'holds Secret aws-creds, which would give your own keys of AWS to the cluster',
  ],
  [
    'an object of ours',
    { ...output(), 'openshift/99_kubelet.yaml': 'apiVersion: v1\nkind: KubeletConfig\nmetadata: { name: worker }\n' },
    'openshift/99_kubelet.yaml',
    'holds KubeletConfig worker, which this project makes too',
  ],
])('%s is refused, with the file and the release', (_, files, file, reason) => {
  const problems = problemsOf(() => edits(files));
  expect(problems.map((problem) => [problem.file, problem.reason])).toEqual([[file, reason]]);
  expect(problems[0]?.remedy).toContain('the installer of 4.20 is known to write it otherwise');
});

test('the second of two public zones with one name is refused, with what to do about it and not about the installer', () => {
  expect(problemsOf(() => edits(output({ publicZoneId: 'Z0OTHER' })))).toEqual([
    expect.objectContaining({
      file: dns,
      reason:
        'names the public zone Z0OTHER, but that of testing is Z0PUBLIC0PUBLIC0PUBLI: the account has two public zones named openshift.commons.example',
      remedy:
        'see both: aws route53 list-hosted-zones-by-name --dns-name openshift.commons.example; delete Z0OTHER if nothing is delegated to its name servers, then run the command again',
    }),
  ]);
  expect(problemsOf(() => edits(output({ publicZoneId: 'Z0OTHER', publish: 'Internal' }), closed))).toEqual([]);
});

test('the infrastructure id is the one of this cluster, or it is refused', () => {
  expect(parseInfraId(output(), environment)).toBe('commons-x7k2p');
  for (const infraId of ['other-x7k2p', 'commons-X7K2P', 'commons-x7k2p-1']) {
    expect(problemsOf(() => parseInfraId(output({ infraId }), environment)).map(({ reason }) => reason)).toEqual([
      `has ${infraId} at status.infrastructureName, which is no infrastructure id of commons`,
    ]);
  }
});
