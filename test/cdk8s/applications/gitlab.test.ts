import { createContext } from '../../../cdk8s/applications/application';
import { gitlabApplications } from '../../../cdk8s/applications/gitlab';
import { gitlabOperatorApplications } from '../../../cdk8s/applications/gitlab-operator';
import { gitlabRunnersApplications } from '../../../cdk8s/applications/gitlab-runners';
import { machinePoolProps } from '../../../cdk8s/applications/machine-pools';
import { placeholderFacts } from '../../../lib/operations/capacity/placeholder-facts';
import { applicationsOf } from '../../support/applications';
import { changed, load, minimalTenant } from '../../support/environment-folder';
import { withGitLab } from '../../support/with-gitlab';

const { environment } = load({ 'environment.yaml': withGitLab });
const context = createContext(environment);
const cacheHosts = { gitlab: 'gitlab.cache.example', 'gitlab-cache': 'gitlab-cache.cache.example' };
const facts = { ...placeholderFacts(environment), infraId: 'testing-x7k2p', natAddresses: ['192.0.2.201'], cacheHosts };

test('an environment without GitLab has none of its parts', async () => {
  const plain = load().environment;
  const names = (await applicationsOf(plain, facts)).map(({ name }) => name);
  expect(names.filter((name) => /gitlab|runner/.test(name))).toEqual([]);
});

test('it goes by the names under which AWS holds what is its own', () => {
  const [application] = gitlabApplications(context, facts);
  const text = JSON.stringify(application?.files);
  expect(text).toContain(context.names.bucket('gitlab-ci-secure-files'));
  expect(text).toContain(context.names.roleArn('gitlab', 'toolbox'));
  expect(text).toContain(`${context.names.secret('gitlab', 'rails-secret')}/testing-x7k2p`);
  expect(text).toContain('"from":[{"ipBlock":{"cidr":"10.0.0.0/16"}},{"ipBlock":{"cidr":"100.64.0.0/16"}}]');
});

test('it waits for its roles and secrets, its caches and the id of the cluster', () => {
  expect(gitlabApplications(context, {})[0]?.waitsFor).toEqual([
    'serviceAccountIssuer',
    'clusterZoneId',
    'clusterPrivateZoneId',
    'infraId',
    'natAddresses',
    'cacheHosts',
  ]);
  expect(gitlabApplications(context, { ...facts, cacheHosts: { gitlab: 'gitlab.cache.example' } })[0]).toMatchObject({
    waitsFor: ['cacheHosts'],
    files: {},
  });
});

test('the namespace is there before the operator, and the operator before GitLab', () => {
  const waves = [...gitlabOperatorApplications(context), ...gitlabApplications(context, facts)].flatMap(({ files }) =>
    Object.entries(files)
      .filter(([file]) => file.startsWith('applications/'))
      .map(([file, objects]) => [file, /sync-wave":"(\d)"/.exec(JSON.stringify(objects))?.[1] ?? '0']),
  );
  expect(waves).toEqual([
    ['applications/gitlab-operator-chart.yaml', '1'],
    ['applications/gitlab-operator.yaml', '0'],
    ['applications/gitlab.yaml', '4'],
  ]);
});

test('the operator is of the line that carries the chart', () => {
  expect(JSON.stringify(gitlabOperatorApplications(context)[0]?.files)).toContain('"targetRevision":"3.3.0"');
});

test.each(['arm64', 'releases'])('jobs of the runner %s select the nodes that their namespace is held to', (name) => {
  const runner = gitlabRunnersApplications(context, facts).find((each) => each.name === `runner-${name}`);
  const pool = /"commons-platform\/jobs-pool":"([^"]+)"/.exec(JSON.stringify(runner?.files))?.[1] ?? 'none';
  expect(JSON.stringify(runner?.files).replaceAll('\\', '')).toContain(`"commons-platform/pool" = "${pool}"`);
});

test('a runner has a namespace of its own, and one for releases no role for a cache', () => {
  const applications = gitlabRunnersApplications(context, facts);
  expect(applications.map(({ name }) => name)).toEqual(['runner-arm64', 'runner-releases']);
  const [everybody = '', releases = ''] = applications.map(({ files }) => JSON.stringify(files));
  expect(everybody).toContain(`"${context.names.roleArn('runner', 'arm64')}"`);
  expect(releases).not.toContain(`"${context.names.roleArn('runner', 'releases')}"`);
  expect(releases).not.toContain(context.names.bucket('runner-cache'));
  expect(everybody).toContain('"pod-security.kubernetes.io/enforce":"privileged"');
});

test('jobs fetch from the cache that a tenant runs, and releases from GitLab itself', () => {
  const tenant = minimalTenant
    .replace('kind: web-application', 'kind: git-fetch-cache')
    .replace('image: quay.io/commons-example/site:stable', 'image: quay.io/commons-example/git-fetch-cache:stable');
  const cached = load({
    'environment.yaml': withGitLab,
    'tenants/site.yaml': `${tenant}    gitlab: https://gitlab.commons.example\n`,
  });
  const configured = (environment: typeof cached.environment) =>
    gitlabRunnersApplications(createContext(environment), facts).map(
      ({ files }) => /clone_url = [^h]+https:\/\/([a-z.]+)/.exec(JSON.stringify(files))?.[1],
    );
  expect(configured(cached.environment)).toEqual(['site.commons.example', undefined]);
  expect(configured(environment)).toEqual([undefined, undefined]);
  const trusted = (of: typeof environment) =>
    JSON.stringify(gitlabApplications(createContext(of), facts)).includes('"192.0.2.201/32"');
  expect([trusted(cached.environment), trusted(environment)]).toEqual([true, false]);
});

test('without user namespaces jobs are held to the restricted standard', () => {
  const older = load({
    'environment.yaml': changed(withGitLab, '  name: commons\n', "  name: commons\n  release: '4.19'\n"),
  });
  const [runner] = gitlabRunnersApplications(createContext(older.environment), facts);
  expect(JSON.stringify(runner?.files)).toContain('"pod-security.kubernetes.io/enforce":"restricted"');
  expect(JSON.stringify(runner?.files)).not.toContain('hostUsers');
});

test('on releases whose routes take no certificate, sites have that of the routers', () => {
  const older = load({
    'environment.yaml': changed(withGitLab, '  name: commons\n', "  name: commons\n  release: '4.18'\n"),
  });
  expect(JSON.stringify(gitlabApplications(createContext(older.environment), facts))).not.toContain(
    'externalCertificate',
  );
  expect(JSON.stringify(gitlabApplications(context, facts))).toContain(
    '"externalCertificate":{"name":"any-pages-commons-pages-example-tls"}',
  );
});

test('machines of one pool are registered for Git over SSH, once its balancer is there', () => {
  const images = { arm64: { imageId: 'ami-1', name: 'one' }, amd64: { imageId: 'ami-2', name: 'two' } };
  const balancers = (gitSshBalancer?: string) => {
    const machineImages = { '4.20': images } as const;
    const pools = machinePoolProps(context, { infraId: 'testing-x7k2p', machineImages, gitSshBalancer });
    return 'waitsFor' in pools
      ? pools.waitsFor
      : pools.map((pool) => [pool.name, ...pool.balancers.map(({ name }) => name)]);
  };
  expect(balancers('git.elb.example')).toEqual([['workers', 'testing-git-ssh'], ['gitaly'], ['ci'], ['releases']]);
  expect(balancers()).toEqual([['workers'], ['gitaly'], ['ci'], ['releases']]);
});
