import { App } from 'cdk8s';
import { parse } from 'yaml';
import { z } from 'zod';
import { toManifests } from '../../../../cdk8s/base/manifests/manifest';
import { PlatformChart } from '../../../../cdk8s/base/manifests/platform-chart';
import {
  gitlabRunnerConfig,
  type GitLabRunnerConfigProps,
} from '../../../../cdk8s/services/gitlab/gitlab-runner-config';
import { RunnerPool, runnerValues } from '../../../../cdk8s/services/gitlab/runner-pool';
import { chartContext } from '../../../support/charts';

const everybody = { kind: 'everybody', cache: { bucketName: 'test-runner-cache', region: 'us-east-1' } } as const;
const releases = { kind: 'releases', images: ['registry.commons.example/release/*'] } as const;

const config: GitLabRunnerConfigProps = {
  namespace: 'runner-arm64',
  jobAccount: 'runner-jobs',
  jobLabels: { 'commons-platform/ci': 'job' },
  nodeSelector: { 'commons-platform/pool': 'ci-arm64', 'kubernetes.io/arch': 'arm64' },
  tolerations: [{ key: 'commons-platform/purpose', value: 'ci', effect: 'NoSchedule' }],
  userNamespaces: true,
  purpose: everybody,
  jobImage: 'registry.example/jobs:1.2',
};

const image = { registry: 'registry.example', image: 'runner', tag: 'v19.2.2' };

function objects(userNamespaces: boolean) {
  const chart = new PlatformChart(new App(), 'runner', {
    ownership: { owner: 'platform', dataClass: 'internal' },
    namespace: 'runner-arm64',
    context: chartContext,
  });
  new RunnerPool(chart, 'pool', {
    ...config,
    userNamespaces,
    remoteSecret: 'test/runners/arm64',
    roleArn: 'arn:aws:iam::111122223333:role/test-runner-arm64',
    jobs: 20,
  });
  return toManifests(chart);
}

test('jobs go to their machines and stand their taint', () => {
  const lines = gitlabRunnerConfig(config)
    .split('\n')
    .map((line) => line.trim());
  expect(lines).toContain('"commons-platform/pool" = "ci-arm64"');
  expect(lines).toContain('"kubernetes.io/arch" = "arm64"');
  expect(lines).toContain('"commons-platform/purpose=ci" = "NoSchedule"');
});

test('a job is root only within user ids of its own', () => {
  expect(gitlabRunnerConfig(config)).toContain('{\\"hostUsers\\": false}');
  expect(gitlabRunnerConfig(config)).toContain('FF_USE_ADVANCED_POD_SPEC_CONFIGURATION = true');
  const shared = gitlabRunnerConfig({ ...config, userNamespaces: false });
  expect(shared).not.toContain('hostUsers');
  expect(shared).toContain('allow_privilege_escalation = false');
  const bindings = (userNamespaces: boolean) =>
    objects(userNamespaces).filter((object) => JSON.stringify(object).includes('scc:nested-container'));
  expect(bindings(true)).toHaveLength(1);
  expect(bindings(false)).toHaveLength(0);
});

test('a release build meets no cache and no image that nobody named', () => {
  const release = gitlabRunnerConfig({ ...config, purpose: releases });
  expect(release).not.toContain('runners.cache');
  expect(release).toContain('allowed_images = ["registry.commons.example/release/*"]');
  expect(gitlabRunnerConfig(config)).toContain('AuthenticationType = "iam"');
  expect(gitlabRunnerConfig(config)).not.toContain('allowed_images');
});

test('only the manager has a role in AWS, and rights in its own namespace alone', () => {
  const kinds = objects(true);
  const withRole = kinds.filter((object) => JSON.stringify(object.metadata).includes('eks.amazonaws.com/role-arn'));
  expect(withRole.map(({ metadata }) => metadata.name)).toEqual(['runner-manager']);
  expect(kinds.filter(({ kind }) => kind.startsWith('Cluster'))).toEqual([]);
});

test('a job reaches nothing of the cluster, its machines or the metadata service', () => {
  const policy = objects(true).find(
    ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'runner-jobs',
  );
  const { egress } = z
    .object({
      egress: z.array(z.object({ to: z.array(z.object({ ipBlock: z.object({ except: z.array(z.string()) }) })) })),
    })
    .parse(policy?.spec);
  expect(egress).toHaveLength(1);
  expect(egress[0]?.to[0]?.ipBlock.except).toEqual(['10.128.0.0/14', '172.30.0.0/16', '10.0.0.0/16', '169.254.0.0/16']);
});

test('the chart gets the configuration as it is', () => {
  const text = runnerValues({ ...config, image, gitlabUrl: 'https://gitlab.commons.example', jobs: 20 });
  const values = z
    .object({
      concurrent: z.number(),
      rbac: z.object({ create: z.boolean() }),
      runners: z.object({ config: z.string() }),
    })
    .parse(parse(text));
  expect(values).toMatchObject({ concurrent: 20, rbac: { create: false } });
  expect(values.runners.config).toBe(gitlabRunnerConfig(config));
  expect(values.runners.config).not.toContain('{{');
});
