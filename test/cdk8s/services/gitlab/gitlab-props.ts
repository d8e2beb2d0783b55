import { App } from 'cdk8s';
import { toManifests } from '../../../../cdk8s/base/manifests/manifest';
import type { KubernetesObject } from '../../../../model/formats/kubernetes-object';
import { PlatformChart } from '../../../../cdk8s/base/manifests/platform-chart';
import { GitLab, type GitLabProps } from '../../../../cdk8s/services/gitlab/gitlab';
import { chartContext } from '../../../support/charts';

const role = (part: string) => `arn:aws:iam::111122223333:role/test-gitlab-${part}`;

/** An installation with everything it can have. */
export const gitlabProps: Required<GitLabProps> = {
  name: 'gitlab',
  chartVersion: '10.3.0',
  size: 'S',
  host: { host: 'gitlab.commons.example', certificate: 'acme' },
  registry: { host: 'registry.gitlab.commons.example', certificate: 'acme' },
  agents: { host: 'kas.gitlab.commons.example', certificate: 'acme' },
  pages: { domain: 'pages.commons.example', certificate: 'acme' },
  ssh: { host: 'ssh.gitlab.commons.example', nodePort: 30022, from: ['10.0.0.0/16', '100.64.0.0/16'] },
  repositories: {
    shards: 3,
    sizeGiB: 500,
    placement: {
      nodeSelector: { 'commons-platform/pool': 'gitaly' },
      tolerations: [{ key: 'commons-platform/purpose', operator: 'Equal', value: 'gitaly', effect: 'NoSchedule' }],
    },
    machine: { milliCpu: 7105, memoryMiB: 25_489 },
  },
  database: {
    version: '17',
    storageGiB: 200,
    speed: 'fast',
    size: 'xlarge',
    instances: 3,
    backup: { keepDays: 30 },
    backupTarget: { bucket: 'test-database-backups', prefix: 'gitlab/gitlab', roleArn: role('backup-db') },
  },
  redis: {
    persistent: { host: 'persistent.cache.example', user: 'default', remotePassword: 'test/caches/gitlab' },
    cache: { host: 'cache.cache.example', user: 'default', remotePassword: 'test/caches/gitlab-cache' },
  },
  bucketName: (bucket) => `test-${bucket}`,
  roleArns: {
    rails: role('rails'),
    toolbox: role('toolbox'),
    gitaly: role('gitaly'),
    pages: role('pages'),
    registry: role('registry'),
  },
  secretCopy: {
    remoteName: 'test/gitlab/rails-secret/commons-x7k2p',
    keyAlias: 'alias/test-data',
    roleArn: role('secret-copy'),
  },
  mail: {
    host: 'smtp.commons.example',
    port: 587,
    from: 'gitlab@commons.example',
    account: { user: 'gitlab', remotePassword: 'test/gitlab/smtp-password' },
  },
  login: {
    issuer: 'https://sso.commons.example/realms/commons',
    client: 'gitlab',
    remoteSecret: 'test/gitlab/oauth2-client-secret',
  },
  trustedProxies: ['192.0.2.0/24'],
  podPidsLimit: 4096,
};

/** The objects of an installation that differs from the complete one. */
export function gitlabManifests(changes: Partial<GitLabProps> = {}): readonly KubernetesObject[] {
  const chart = new PlatformChart(new App(), 'gitlab', {
    ownership: { owner: 'gitlab', dataClass: 'personal' },
    namespace: 'gitlab',
    context: chartContext,
  });
  new GitLab(chart, 'gitlab', { ...gitlabProps, ...changes });
  return toManifests(chart);
}
