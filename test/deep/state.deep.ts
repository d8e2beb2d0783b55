import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { loadExample } from '../support/example-home';
import { resourceNames } from '../../model/naming';
import { objectsPlace } from '../../model/objects-place';
import { cacheProps } from '../../lib/platform/caches';
import { gitlabProps } from '../../lib/platform/gitlab';
import { runnerHostSpecs } from '../../lib/platform/hosts';
import { singleSignOnProps } from '../../lib/platform/single-sign-on';
import { storageProps } from '../../lib/platform/storage';
import { gatewayKeySecret } from '../../model/wireguard';
import { roleOf, type EvaluatedRole } from '../constructs/identity/policy-evaluation';
import { backup, cloudformation, efs, elasticache, iam, kms, s3, secretsmanager } from './describe/description';
import { lingering } from './gaps';
import type { Call } from './support/aws';
import { refuses } from './support/bucket-policy';
import { Deployment } from './support/deployment';
import { leftBehind, looksAt } from './support/inspect';
import type { Json } from './support/template';

const loaded = loadExample('production');
const { environment } = loaded;
const { account, region, tenants } = environment;
const names = resourceNames(environment);

let deployment: Deployment;
beforeAll(async () => {
  deployment = await Deployment.start(account);
  deployment.assemble(loaded);
  await deployment.bootstrap(account);
  await deployment.deploy(...deployment.stacks.map(({ name }) => name));
});
afterAll(() => deployment.stop());

const ask = (call: Call, where = region) => deployment.ask(where, call);
const textsOf = async (call: Call, where = region): Promise<readonly string[]> =>
  z.array(z.string()).parse(await ask(call, where));

const buckets = () => textsOf(s3('list_buckets', {}, `Buckets[?starts_with(Name, '${environment.name}-')].Name`));
const secrets = () => textsOf(secretsmanager('list_secrets', {}, 'sort(SecretList[].Name)'));
const policyOf = async (Bucket: string) => z.string().parse(await ask(s3('get_bucket_policy', { Bucket }, 'Policy')));

describe('buckets', () => {
  test('refuse whoever comes without TLS or with an old one, and nobody else', async () => {
    const all = await buckets();
    expect(all.length).toBeGreaterThan(8);
    for (const bucket of all) {
      const policy = await policyOf(bucket);
      const requests = [
        { action: 's3:GetObject', resource: `arn:aws:s3:::${bucket}/any/object` },
        { action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}` },
      ];
      for (const request of requests) {
        const refused = [undefined, 1.1, 1.2, 1.3].map((tls) => refuses(policy, { ...request, tls }));
        expect({ bucket, refused }).toEqual({ bucket, refused: [true, true, false, false] });
      }
    }
  });

  test.each(['cluster-backups', 'etcd-backups', 'etcd-keys'] as const)(
    'nobody deletes what was put into %s before its time, nor lifts the lock',
    async (purpose) => {
      const Bucket = names.bucket(purpose);
      const put = { Bucket, Key: 'of/today', Body: 'a backup', ServerSideEncryption: 'aws:kms' };
      const VersionId = await ask(s3('put_object', put, 'VersionId'));
      await expect(ask(s3('delete_object', { Bucket, Key: put.Key, VersionId }, '@'))).rejects.toThrow('AccessDenied');
      const until = await ask(s3('head_object', { Bucket, Key: put.Key }, 'ObjectLockRetainUntilDate'));
      const days = (Date.parse(z.string().parse(until)) - Date.now()) / 86_400_000;
      expect(Math.round(days)).toBe(environment.backup.keepDays.daily);
      const lift = { action: 's3:BypassGovernanceRetention', resource: `arn:aws:s3:::${Bucket}/${put.Key}`, tls: 1.3 };
      expect(refuses(await policyOf(Bucket), lift)).toBe(true);
    },
  );
});

describe('secrets', () => {
  const services = tenants.flatMap(({ name: tenant, services: all }) =>
    all.map((service) => ({ tenant, service: service.name, needs: service.needs })),
  );
  const ofGitLab = environment.gitlab && gitlabProps(environment, environment.gitlab, 'https://issuer.example');
  const ofPlatform = [...(singleSignOnProps(environment, {})?.secrets ?? []), ...(ofGitLab?.secrets ?? [])];
  const namesOfThose = (value: 'typed-in' | 'generated') =>
    ofPlatform.filter((secret) => secret.value === value).map(({ name }) => name);
  const typedIn = [
    ...storageProps(environment).secrets.map(({ name }) => name),
    ...namesOfThose('typed-in'),
    ...(ofGitLab?.runners ?? []).map(({ secretName }) => secretName),
    ...runnerHostSpecs(environment).map(({ secretName }) => secretName),
    ...environment.hosts.machines.flatMap(({ name, secrets: own }) =>
      [...own, ...(name === environment.access.wireguard?.host ? [gatewayKeySecret.name] : [])].map((secret) =>
        names.secret('hosts', name, secret),
      ),
    ),
    ...services.flatMap(({ tenant, service, needs }) =>
      needs.typedIn.length > 0 ? [names.serviceSecret(tenant, service)] : [],
    ),
  ];
  const generated = [
    ...services.flatMap(({ tenant, service, needs }) =>
      [...needs.generated, ...(needs.formed ?? []).map((each) => each.name)].map((each) =>
        names.serviceSecret(tenant, service, each),
      ),
    ),
    ...cacheProps(environment).flatMap(({ nameless, use }) =>
      [nameless, ...(use.kind === 'alone' ? [] : use.users)].map(({ secretName }) => secretName),
    ),
    ...namesOfThose('generated'),
    ...(environment.directory === undefined
      ? []
      : (['administrator', 'keycloak', 'manager'] as const).map((of) => names.secret('directory', of))),
  ];
  const valueOf = (SecretId: string) => ask(secretsmanager('get_secret_value', { SecretId }, 'SecretString'));

  test('are those that services and the platform declare, and one for each cache and each runner beside the cluster', async () => {
    expect(typedIn.length * generated.length).toBeGreaterThan(0);
    expect(await secrets()).toEqual([...typedIn, ...generated].sort());
  });

  test('that people fill have no value, the others one that is like no other', async () => {
    for (const name of typedIn) await expect(valueOf(name)).rejects.toThrow('ResourceNotFoundException');
    const values = z.array(z.string()).parse(await Promise.all(generated.map(valueOf)));
    expect(values.filter((value) => !/^[A-Za-z0-9]{64}$/.test(value))).toEqual([]);
    expect(new Set(values).size).toBe(generated.length);
  });

  test('a cache opens to users with one password each', async () => {
    // Every account has a user of AWS, called `default` too, that opens caches without any.
    const query = "Users[?UserId != 'default'].{name: UserName, passwords: Authentication.PasswordCount}";
    const ofServices = cacheProps(environment).flatMap(({ use }) => (use.kind === 'alone' ? [] : use.users));
    const users = [...environment.caches.map(() => 'default'), ...ofServices.map(({ name }) => name)];
    expect(users.length).toBeGreaterThan(environment.caches.length);
    const answered = z.array(z.object({ name: z.string(), passwords: z.literal(1) }));
    const found = answered.parse(await ask(elasticache('describe_users', {}, query))).map(({ name }) => name);
    expect(found.sort()).toEqual(users.sort());
  });
});

describe('roles of tenants', () => {
  const roles = new Map<string, EvaluatedRole>();
  beforeAll(async () => {
    const ofTenants = tenants.map(({ name }) => `starts_with(RoleName, '${names.serviceRole(name, '')}')`).join(' || ');
    for (const RoleName of await textsOf(iam('list_roles', { MaxItems: 1000 }, `Roles[?${ofTenants}].RoleName`))) {
      const trust = await ask(iam('get_role', { RoleName }, 'Role.AssumeRolePolicyDocument'));
      const allowed = await ask(
        iam('get_role_policy', { RoleName, PolicyName: 'permissions' }, '{PolicyDocument: PolicyDocument}'),
      );
      const properties = { RoleName, AssumeRolePolicyDocument: trust, Policies: [allowed] };
      const template = Template.fromJSON({ Resources: { Role: { Type: 'AWS::IAM::Role', Properties: properties } } });
      roles.set(RoleName, roleOf(template, RoleName));
    }
  });

  const arnOf = (name: string) => `arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`;

  test('let a namespace read its own secrets, those of caches that it has alone, and no other that there is', async () => {
    const all = await secrets();
    for (const { name, services } of tenants) {
      const caches = services.flatMap(({ needs: { sharedCache } }) =>
        sharedCache?.keys === 'unprefixed' ? [sharedCache.name] : [],
      );
      const own = (secret: string) =>
        secret.startsWith(`${names.tenantSecrets(name)}/`) ||
        caches.some((cache) => secret === names.secret('caches', cache));
      const reader = roles.get(names.tenantSecretsRole(name));
      const readable = all.filter((secret) =>
        reader?.allows({ action: 'secretsmanager:GetSecretValue', resource: arnOf(secret) }),
      );
      expect({ name, readable }).toEqual({ name, readable: all.filter(own) });
    }
  });

  test('let a service change objects below its own prefix of its own bucket, and a database below its own', async () => {
    const all = await buckets();
    const prefixes = [
      ...new Set(
        tenants.flatMap(({ name, services }) =>
          services.flatMap((service) => [
            service.name,
            `${name}/${service.name}`,
            service.needs.objects?.below ?? service.name,
          ]),
        ),
      ),
    ];
    const tried = [...prefixes, ...prefixes.map((prefix) => `${prefix}-2`)];
    const outermost = (places: readonly string[]) =>
      places.filter((place) => !places.some((other) => place.startsWith(`${other}/`)));
    const reaches = (role: EvaluatedRole, action: string) =>
      outermost(
        all.flatMap((bucket) =>
          tried.flatMap((prefix) =>
            role.allows({ action, resource: `arn:aws:s3:::${bucket}/${prefix}/object` }) ? [`${bucket}/${prefix}`] : [],
          ),
        ),
      );
    const expected = new Map<string, { readonly reads: readonly string[]; readonly replaces: readonly string[] }>();
    for (const { name, services } of tenants) {
      for (const service of services) {
        const { objects, archivist } = service.needs;
        if (objects) {
          const { ownBucket, prefix } = objectsPlace(objects.below, services);
          const bucket = ownBucket === undefined ? names.tenantBucket(name) : names.serviceBucket(name, ownBucket);
          const own = prefix === '' ? outermost(tried.map((each) => `${bucket}/${each}`)) : [`${bucket}/${prefix}`];
          const replaces = objects.may === 'change' ? own : [];
          expected.set(names.serviceRole(name, service.name), { reads: own, replaces });
        }
        if (archivist) {
          const archive = `${names.bucket('database-backups')}/${name}/${service.name}`;
          expected.set(names.serviceRole(name, service.name, 'backup'), { reads: [archive], replaces: [archive] });
        }
      }
      expected.set(names.tenantSecretsRole(name), { reads: [], replaces: [] });
    }
    const found = [...roles].map(([name, role]) => [
      name,
      { reads: reaches(role, 's3:GetObject'), replaces: reaches(role, 's3:PutObject') },
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  });

  test('are taken by service accounts of the namespace alone', () => {
    const issuer = (loaded.facts.serviceAccountIssuer ?? '').replace('https://', '');
    for (const { name } of tenants) {
      const trusted = (namespace: string, audience = 'sts.amazonaws.com') =>
        roles.get(names.tenantSecretsRole(name))?.trusts({
          [`${issuer}:sub`]: `system:serviceaccount:${namespace}:secrets-reader`,
          [`${issuer}:aud`]: audience,
        });
      expect([trusted(name), trusted(`${name}-2`), trusted('default'), trusted(name, 'openshift')]).toEqual([
        true,
        false,
        false,
        false,
      ]);
    }
  });
});

describe('deleting every stack that keeps something', () => {
  /** Everything that cannot be made again. */
  const kept = async (): Promise<Readonly<Record<string, Json>>> => {
    const regions = [...new Set(deployment.stacks.map((stack) => stack.region))];
    const inAll = (call: Call) => Promise.all(regions.map((each) => ask(call, each)));
    const keys = await Promise.all(
      regions.map(async (each) => {
        const ids = await textsOf(kms('list_keys', {}, 'sort(Keys[].KeyId)'), each);
        return Promise.all(
          ids.map((KeyId) => ask(kms('describe_key', { KeyId }, 'KeyMetadata.[KeyId, KeyState]'), each)),
        );
      }),
    );
    return {
      buckets: [...(await buckets())],
      keys,
      aliases: await inAll(kms('list_aliases', {}, 'Aliases[?TargetKeyId].[AliasName, TargetKeyId]')),
      secrets: await Promise.all(
        (await secrets()).map((SecretId) =>
          ask(secretsmanager('list_secret_version_ids', { SecretId }, '[Name, Versions[].VersionId]')),
        ),
      ),
      fileSystems: await ask(efs('describe_file_systems', {}, 'FileSystems[].[FileSystemId, LifeCycleState]')),
      vaults: await inAll(backup('list_backup_vaults', {}, 'BackupVaultList[].[BackupVaultName, Locked]')),
    };
  };

  const noun = ({ name }: { readonly name: string }) => name.slice(environment.name.length + 1);
  const stateful = /^(storage|single-sign-on|backup|backup-copies|caches|observability|tenants-\d+)$/;

  test('takes two steps, and leaves all that cannot be made again', async () => {
    const before = await kept();
    expect(Object.entries(before).filter(([, found]) => [found].flat(3).length === 0)).toEqual([]);
    const left = new Map<string, readonly string[]>();
    for (const stack of deployment.stacks.filter((each) => stateful.test(noun(each))).reverse()) {
      const looks = await looksAt(deployment.aws, stack);
      const remove = () => ask(cloudformation('delete_stack', { StackName: stack.name }, '@'), stack.region);
      await expect(remove()).rejects.toThrow('ValidationError');
      const unprotected = { StackName: stack.name, EnableTerminationProtection: false };
      await ask(cloudformation('update_termination_protection', unprotected, '@'), stack.region);
      await remove();
      const kind = noun(stack).replace(/\d+$/, 'N');
      const found = await leftBehind(deployment.aws, stack.region, looks);
      left.set(kind, [...new Set([...(left.get(kind) ?? []), ...found.filter((type) => !(type in lingering))])].sort());
    }
    expect(await kept()).toEqual(before);
    expect(Object.fromEntries(left)).toEqual({
      storage: [
        'AWS::EFS::FileSystem',
        'AWS::KMS::Alias',
        'AWS::KMS::Key',
        'AWS::Logs::LogGroup',
        'AWS::S3::Bucket',
        'AWS::S3::BucketPolicy',
        'AWS::SecretsManager::Secret',
      ],
      'single-sign-on': ['AWS::SecretsManager::Secret'],
      backup: ['AWS::Backup::BackupVault'],
      'backup-copies': ['AWS::Backup::BackupVault', 'AWS::KMS::Alias', 'AWS::KMS::Key'],
      caches: ['AWS::SecretsManager::Secret'],
      observability: ['AWS::KMS::Alias', 'AWS::KMS::Key'],
      'tenants-N': ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::SecretsManager::Secret'],
    });
  });
});
