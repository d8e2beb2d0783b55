import { parse } from 'yaml';
import { clusterProxy } from '../../../../model/cluster-proxy';
import type { Environment } from '../../../../model/environment';
import { platformTags } from '../../../../model/platform-tags';
import { installConfig } from '../../../../lib/operations/install/install-config';
import { installerProblems } from '../../../../lib/operations/install/installer-version';
import { parsePullSecret } from '../../../../lib/operations/install/pull-secret';
import { parseSshKey, sshKeyProblems } from '../../../../lib/operations/install/ssh-key';
import { load, problemsOf } from '../../../support/environment-folder';
import { fullEnvironment } from '../../../support/full-environment';

const { environment } = load();
const withCluster = (change: Partial<Environment['cluster']>, of = environment): Environment => ({
  ...of,
  cluster: { ...of.cluster, ...change },
});

const secret = { auths: { 'quay.io': { auth: Buffer.from('user:pass').toString('base64') } } };
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJmln3rc8cFLzbtik0JLFAVMBxzMtXgDx3LwljV6/27Z someone@commons.example';

describe('install-config', () => {
  const config = (of: Environment): unknown =>
    parse(installConfig(of, { pullSecret: JSON.stringify(secret), sshKey: key }));

  test('is that of infrastructure of our own', () => {
    expect(config(environment)).toEqual({
      apiVersion: 'v1',
      baseDomain: 'openshift.commons.example',
      metadata: { name: 'commons' },
      credentialsMode: 'Manual',
      publish: 'External',
      controlPlane: {
        name: 'master',
        replicas: 3,
        architecture: 'amd64',
        platform: { aws: { type: 'm6i.xlarge', zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] } },
      },
      compute: [
        {
          name: 'worker',
          replicas: 0,
          architecture: 'arm64',
          platform: { aws: { type: 'm7g.xlarge', zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] } },
        },
      ],
      networking: {
        networkType: 'OVNKubernetes',
        machineNetwork: [{ cidr: '10.0.0.0/16' }],
        clusterNetwork: [{ cidr: '10.128.0.0/14', hostPrefix: 23 }],
        serviceNetwork: ['172.30.0.0/16'],
      },
      platform: {
        aws: {
          region: 'us-east-1',
          lbType: 'Classic',
          userTags: platformTags(environment),
          propagateUserTags: true,
        },
      },
      pullSecret: JSON.stringify(secret),
      sshKey: key,
    });
  });

  test('follows what the environment says of API, balancer and zones', () => {
    const full = load(fullEnvironment).environment;
    expect(config(full)).toMatchObject({
      controlPlane: { platform: { aws: { zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] } } },
      compute: [{ platform: { aws: { zones: ['us-east-1a', 'us-east-1b', 'us-east-1c', 'us-east-1d'] } } }],
      platform: { aws: { lbType: 'NLB' } },
    });
    expect(config(withCluster({ api: 'vpc' }))).toMatchObject({ publish: 'Internal' });
    expect(config(withCluster({ cryptography: 'fips' }))).toMatchObject({ fips: true });
    const additionalTrustBundle = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    expect(config(withCluster({ additionalTrustBundle }))).toMatchObject({
      additionalTrustBundle,
      additionalTrustBundlePolicy: 'Always',
    });
  });

  test('has the proxy, what is called past it, and mirrors for the images of the installation', () => {
    const full = load(fullEnvironment).environment;
    expect(config(full)).toMatchObject({
      proxy: {
        httpProxy: 'http://10.0.16.9:3128',
        httpsProxy: 'https://proxy.internal.commons.example:3129',
        noProxy:
          '192.0.2.0/24,commons.example,commonsconf.example,dynamodb.us-east-1.amazonaws.com,ec2.us-east-1.amazonaws.com,partner.example,s3.us-east-1.amazonaws.com,sts.us-east-1.amazonaws.com',
      },
      imageDigestSources: [{ source: 'docker.io', mirrors: ['mirror.commons.example/docker'] }],
    });
    const withProxy = withCluster({ proxy: { http: 'http://proxy.example:3128', except: [] } });
    const registries = {
      ...withProxy,
      network: { ...withProxy.network, interfaceEndpoints: ['ecr.api', 'ecr.dkr'] as const },
    };
    expect(clusterProxy(registries)).toEqual({
      httpProxy: 'http://proxy.example:3128',
      httpsProxy: 'http://proxy.example:3128',
      noProxy:
        'api.ecr.us-east-1.amazonaws.com,commons.example,dkr.ecr.us-east-1.amazonaws.com,dynamodb.us-east-1.amazonaws.com,s3.us-east-1.amazonaws.com',
    });
  });
});

describe('pull secret', () => {
  const reasons = (text: string) =>
    problemsOf(() => parsePullSecret('pull-secret.json', text)).map(({ reason }) => reason);

  test('is taken on one line', () => {
    const text = JSON.stringify({ ...secret, other: [1] }, undefined, 2);
    expect(parsePullSecret('pull-secret.json', text)).toBe(JSON.stringify({ ...secret, other: [1] }));
  });

  test.each([
    ['{"auths": {"quay.io": {"auth": "topsecret"', 'is not JSON, so it is no pull secret'],
    ['"topsecret"', 'is not a pull secret: it has no auths by registry'],
    ['{}', 'is not a pull secret: it has no auths by registry'],
    ['{"auths": {}}', 'is a pull secret for no registry'],
    ['{"auths": {"quay.io": {}}}', 'has no user and password for quay.io'],
    ['{"auths": {"quay.io": {"auth": "topsecret"}, "b": {"auth": "=="}}}', 'has no user and password for quay.io, b'],
    ['{"auths": {"quay.io": {"auth": "dG9wc2VjcmV0"}}}', 'has no user and password for quay.io'],
  ])('%s is refused without a word of what is in it', (text, reason) => {
    expect(reasons(text)).toEqual([reason]);
    expect(reasons(text).join()).not.toMatch(/topsecret|dG9w/);
  });
});

describe('SSH key', () => {
  const rsa = `ssh-rsa ${Buffer.from('\0\0\0\x07ssh-rsa....').toString('base64')}`;
  test.each([key, `${key}\n`, key.replace(/ someone.*/, ''), rsa])('%s is taken', (text) => {
    expect(parseSshKey('id.pub', text)).toBe(text.trim());
  });

  test.each([
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbg==\n', 'is the private key, which stays with you'],
    [`${key}\n${key}\n`, 'is not one public SSH key'],
    [key.replace('ssh-ed25519', 'ssh-rsa'), 'is not one public SSH key'],
    [key.replace('ssh-ed25519 ', 'ssh-ed25519 x'), 'is not one public SSH key'],
    ['', 'is not one public SSH key'],
  ])('%j is refused', (text, reason) => {
    const problems = problemsOf(() => parseSshKey('id.pub', text));
    expect(problems.map((problem) => [problem.file, problem.reason])).toEqual([['id.pub', reason]]);
  });
});

test('an Ed25519 key is refused where cryptography is validated', () => {
  const fips = withCluster({ cryptography: 'fips' });
  expect(sshKeyProblems(fips, 'id.pub', key)).toEqual([
    expect.objectContaining({
      file: 'id.pub',
      reason: 'is of ssh-ed25519, which a cluster with cryptography: fips does not take',
    }),
  ]);
  expect(sshKeyProblems(fips, 'id.pub', 'ecdsa-sha2-nistp521 AAAA')).toEqual([]);
  expect(sshKeyProblems(environment, 'id.pub', key)).toEqual([]);
});

describe('installer', () => {
  const said = (version: string, architecture: string) =>
    `/opt/bin/openshift-install ${version}\nbuilt from commit 0a1b\nrelease image quay.io/x@sha256:00\nrelease architecture ${architecture}\ndefault architecture amd64\n`;
  const single = withCluster({ payload: 'single-architecture' });

  test.each<[string, string, string, Environment, readonly string[]]>([
    ['the release, multi', '4.20.11', 'multi', environment, []],
    ['a candidate of it', 'v4.20.0-rc.2', 'multi', environment, []],
    ['the control plane’s architecture', '4.20.11', 'amd64', single, []],
    ['another release', '4.2.11', 'multi', environment, ['is of 4.2.11, but the cluster is to run OpenShift 4.20']],
    [
      'a build of somebody’s own',
      'unreleased-master-1',
      'multi',
      environment,
      ['is of an unknown version, but the cluster is to run OpenShift 4.20'],
    ],
    [
      'one architecture',
      '4.20.11',
      'amd64',
      environment,
      ['has the amd64 payload, but with cluster.payload: multi it has to be multi'],
    ],
    [
      'an unknown payload',
      '4.20.11',
      'unknown',
      environment,
      ['has the unknown payload, but with cluster.payload: multi it has to be multi'],
    ],
    [
      'multi for one',
      '4.20.11',
      'multi',
      single,
      ['has the multi payload, but with cluster.payload: single-architecture it has to be amd64'],
    ],
  ])('of %s', (_, version, architecture, of, reasons) => {
    const problems = installerProblems(of, 'openshift-install', said(version, architecture));
    expect(problems.map(({ reason }) => reason)).toEqual(reasons);
  });

  test('that is something else is refused twice, with where to get it', () => {
    expect(installerProblems(environment, './x', 'usage: x\n')).toEqual([
      expect.objectContaining({
        file: './x',
        reason: 'is of an unknown version, but the cluster is to run OpenShift 4.20',
      }),
      expect.objectContaining({
        reason: 'has the unknown payload, but with cluster.payload: multi it has to be multi',
        remedy: 'take it from mirror.openshift.com/pub/openshift-v4/multi/clients/ocp/latest-4.20/',
      }),
    ]);
  });
});
