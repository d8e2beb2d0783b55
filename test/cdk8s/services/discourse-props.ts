import type { DiscourseProps } from '../../../cdk8s/services/discourse/discourse';
/** A forum that uses everything it can. */
export const everyProp: Required<DiscourseProps> = {
  name: 'forum',
  namespace: 'team',
  image: `quay.io/team/discourse@sha256:${'0'.repeat(64)}`,
  architecture: 'any',
  hosts: [
    { host: 'forum.example', certificate: 'acme' },
    { host: 'talk.example', certificate: 'acme' },
  ],
  proxies: ['192.0.2.0/24', '2001:db8::/32'],
  uploadsHost: 'uploads.example',
  administrators: ['ada@team.example', 'grace@team.example'],
  size: 'small',
  web: { least: 2, most: 4 },
  jobs: 2,
  mail: {
    from: 'forum@team.example',
    relay: { host: 'smtp.team.example', port: 587 },
    answers: { host: 'pop.team.example', port: 995, address: 'forum+%{reply_key}@team.example' },
  },
  database: {
    kind: 'cloudnative-pg',
    version: '17',
    storageGiB: 20,
    size: 'medium',
    speed: 'fast',
    extensions: ['hstore'],
    pooling: 'transaction',
    instances: 2,
    backup: { keepDays: 30 },
    backupTarget: { bucket: 'backups', prefix: 'team/forum', roleArn: 'arn:aws:iam::111122223333:role/b' },
  },
  cache: { kind: 'own', memoryMiB: 512, eviction: 'none', remotePassword: 'test/team/forum/cache-password' },
  bucket: {
    bucketName: 'tenant-team',
    prefix: 'forum',
    roleArn: 'arn:aws:iam::111122223333:role/r',
  },
  issuer: 'https://sso.example/realms/commons',
  remoteSecret: 'test/team/forum',
};
