import { z } from 'zod';
import { loadFixture } from '../../support/fixture-home';
import { createContext, type ClusterApplication } from '../../../cdk8s/applications/application';
import { deliveryApplication } from '../../../cdk8s/applications/delivery';
import { deliveryMirrorApplications } from '../../../cdk8s/applications/delivery-mirror';
import { applicationsOf } from '../../support/applications';
import type { KubernetesObject } from '../../../model/formats/kubernetes-object';
import { healthChecks } from '../../../cdk8s/platform/delivery/health-checks';
import { byName } from '../../support/charts';

const { environment, facts } = loadFixture('production');
const objectsIn = ({ files }: ClusterApplication) => Object.values(files).flat();
const application = deliveryApplication(createContext(environment));
const objects = objectsIn(application);

test('one file starts everything: an application of applications, in a project that allows nothing else', () => {
  const root = application.files['delivery/root.yaml'] ?? [];
  expect(root.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`)).toEqual([
    'AppProject openshift-gitops/root',
    'Application openshift-gitops/root',
  ]);
  expect(byName(root, 'AppProject').root?.spec).toMatchObject({
    sourceRepos: [environment.repository.url, 'https://git.example/commons/platform.git'],
    signatureKeys: [{ keyID: 'BD1D429FB5195437' }, { keyID: '60E953CCBDE039C2' }],
    destinations: [{ namespace: 'openshift-gitops' }],
    namespaceResourceWhitelist: [{ kind: 'Application' }, { kind: 'AppProject' }],
  });
  expect(byName(root, 'AppProject').root?.spec).not.toHaveProperty('clusterResourceWhitelist');
  expect(byName(root, 'Application').root?.spec).toMatchObject({
    source: { path: 'rendered/production/cluster/applications', repoURL: environment.repository.url },
    syncPolicy: { automated: { prune: true, selfHeal: true } },
  });
});

describe('Argo CD', () => {
  const spec = byName(objects, 'ArgoCD')['openshift-gitops']?.spec;

  test('lets in nobody without OpenShift’s login, and only administrators see anything', () => {
    expect(spec).toMatchObject({
      disableAdmin: true,
      usersAnonymousEnabled: false,
      sso: { provider: 'dex', dex: { openShiftOAuth: true } },
      rbac: {
        defaultPolicy: '',
        policy: 'g, system:cluster-admins, role:admin\ng, cluster-admins, role:admin\n',
        scopes: '[groups]',
      },
    });
  });

  test('knows the health of what waves depend on', () => {
    const checks = z
      .array(z.object({ group: z.string(), kind: z.string(), check: z.string() }))
      .parse(z.looseObject({ resourceHealthChecks: z.unknown() }).parse(spec).resourceHealthChecks);
    expect(checks.map(({ group, kind }) => `${group}/${kind}`)).toEqual([
      'argoproj.io/Application',
      'operators.coreos.com/Subscription',
      '/PersistentVolumeClaim',
      'batch/CronJob',
    ]);
    expect(checks.filter(({ check }) => !check.endsWith('return hs\n'))).toEqual([]);
  });

  test('takes an operator for installed by what is installed, whatever waits for approval later', () => {
    const check = healthChecks.find(({ kind }) => kind === 'Subscription')?.check;
    expect(check).toContain('obj.status.installedCSV ~= nil');
    expect(check).not.toContain('obj.status.state');
  });

  test('runs on machines for the platform, if there are any', () => {
    expect(byName(objects, 'GitopsService').cluster?.spec).toMatchObject({ runOnInfra: true });
    const pools = environment.cluster.pools.filter(({ name }) => name !== 'infra');
    const elsewhere = deliveryApplication(
      createContext({ ...environment, cluster: { ...environment.cluster, pools } }),
    );
    expect(objectsIn(elsewhere).filter(({ kind }) => kind === 'GitopsService')).toEqual([]);
  });
});

describe('whose word Argo CD takes', () => {
  let applications: readonly ClusterApplication[];
  beforeAll(async () => {
    applications = await applicationsOf(environment, facts);
  });
  const tenants = new Set(environment.tenants.map(({ name }) => name));
  const specs = (kind: string, of: (name: string) => boolean) =>
    applications
      .filter(({ name }) => of(name))
      .flatMap(objectsIn)
      .filter((object) => object.kind === kind && !JSON.stringify(object).includes('"chart"'));

  test('for the platform that of an engineer who has signed, for services of tenants that of whoever merges', () => {
    const revisions = (of: (name: string) => boolean) => [
      ...new Set(specs('Application', of).map(({ spec }) => sourceSchema.parse(spec).source.targetRevision)),
    ];
    expect(revisions((name) => !tenants.has(name))).toEqual(['delivered']);
    expect(revisions((name) => tenants.has(name))).toEqual(['main']);
    expect(
      specs('AppProject', (name) => tenants.has(name)).filter(({ spec }) => 'signatureKeys' in Object(spec)),
    ).toEqual([]);
  });

  test('Argo CD is given the keys of the engineers by the name of the key, and looks at signatures', () => {
    const keys = byName(objects, 'ConfigMap')['argocd-gpg-keys-cm'];
    expect(Object.keys(z.looseObject({ data: z.record(z.string(), z.string()) }).parse(keys).data)).toEqual([
      '0843D90E6C4494FB',
      'DEC3583874FFA558',
    ]);
    const env = [{ name: 'ARGOCD_GPG_ENABLED', value: 'true' }];
    expect(byName(objects, 'ArgoCD')['openshift-gitops']?.spec).toMatchObject({ repo: { env }, controller: { env } });
  });

  test('nobody’s in particular where the environment says why', () => {
    const repository = { ...environment.repository, delivery: { unsigned: 'The tests sign nothing' } };
    const unsigned = deliveryApplication(createContext({ ...environment, repository, signingKeys: [] }));
    expect(JSON.stringify(unsigned)).not.toMatch(/signatureKeys|argocd-gpg-keys-cm/);
    expect(byName(objectsIn(unsigned), 'Application').root?.spec).toMatchObject({ source: { targetRevision: 'main' } });
  });

  test('while the repository is down, that of the mirror, for everything', async () => {
    const repository = { ...environment.repository, follow: 'mirror' as const };
    const followed = (await applicationsOf({ ...environment, repository }, facts))
      .flatMap(objectsIn)
      .filter(({ kind, spec }) => kind === 'Application' && 'path' in sourceSchema.parse(spec).source);
    const addresses = followed.map(({ spec }) => sourceSchema.parse(spec).source.repoURL);
    expect([...new Set(addresses)]).toEqual(['https://git.example/commons/platform.git']);
  });
});

test('the token for the mirror is there before it is needed, where the mirror asks for one', () => {
  const { mirror } = environment.repository;
  const objects = deliveryMirrorApplications(createContext(environment), facts).flatMap(objectsIn);
  expect(byName(objects, 'ExternalSecret')['platform-mirror']?.spec).toMatchObject({
    target: {
      template: {
        metadata: { labels: { 'argocd.argoproj.io/secret-type': 'repository' } },
        data: { type: 'git', url: 'url' in mirror ? mirror.url : '', password: '{{ index . "password" }}' },
      },
    },
    data: [{ remoteRef: { key: 'production/platform/delivery-mirror', property: 'username' } }, {}],
  });
  const open = { ...mirror, url: 'https://git.example/open.git', readBy: 'everyone' as const };
  const repository = { ...environment.repository, mirror: open };
  expect(deliveryMirrorApplications(createContext({ ...environment, repository }), facts)).toEqual([]);
  expect(
    deliveryMirrorApplications(
      createContext({ ...environment, repository: { ...repository, mirror: { none: 'It waits' } } }),
      facts,
    ),
  ).toEqual([]);
});

const sourceSchema = z.looseObject({
  source: z.looseObject({ targetRevision: z.string(), repoURL: z.string(), path: z.string().optional() }),
});

describe('what Argo CD may write', () => {
  const ruleSchema = z.object({ apiGroups: z.array(z.string()), resources: z.array(z.string()) });
  const roleSchema = z.looseObject({ rules: z.array(ruleSchema) });
  const rules = objects
    .filter(({ kind }) => kind === 'ClusterRole' || kind === 'Role')
    .flatMap((role) => roleSchema.parse(role).rules.map((rule) => ({ ...rule, namespace: role.metadata.namespace })));

  /** Source: redhat-developer/gitops-operator:controllers/argocd/openshift/openshift.go, policyRulesForClusterConfig. */
  const groupsOfOperator = [
    'operators.coreos.com',
    'operator.openshift.io',
    'config.openshift.io',
    'console.openshift.io',
    'rbac.authorization.k8s.io',
    'storage.k8s.io',
    'machine.openshift.io',
    'machineconfiguration.openshift.io',
  ];
  const kindsOfOperator = ['Namespace', 'PersistentVolumeClaim', 'PersistentVolume', 'ConfigMap'];
  /** Groups of Kubernetes and OpenShift in which a namespace's administrator may write everything we make. */
  const groupsOfAdministrator = [
    '',
    'apps',
    'batch',
    'autoscaling',
    'policy',
    'networking.k8s.io',
    'image.openshift.io',
  ];
  const notOfAdministrator = ['LimitRange', 'ResourceQuota'];

  const resourceOf = (kind: string) => {
    const name = kind.toLowerCase();
    return name.endsWith('s') ? `${name}es` : `${name.replace(/y$/, 'ie')}s`;
  };

  test('covers every object that is delivered', async () => {
    const all = (await applicationsOf(environment, facts)).flatMap(objectsIn);
    const managed = new Set(
      all
        .filter(({ kind, metadata }) => kind === 'RoleBinding' && metadata.name === 'delivery')
        .map(({ metadata }) => metadata.namespace ?? ''),
    );
    const uncovered = all.filter(({ apiVersion, kind, metadata }) => {
      const group = apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '';
      const own = rules.some(
        ({ apiGroups, resources, namespace }) =>
          apiGroups.includes(group) &&
          resources.includes(resourceOf(kind)) &&
          (namespace === undefined || namespace === metadata.namespace),
      );
      const ofOperator = groupsOfOperator.includes(group) || (group === '' && kindsOfOperator.includes(kind));
      const ofAdministrator =
        managed.has(metadata.namespace ?? '') &&
        groupsOfAdministrator.includes(group) &&
        !notOfAdministrator.includes(kind);
      return !own && !ofOperator && !ofAdministrator;
    });
    const named = uncovered.map(
      ({ apiVersion, kind, metadata }) => `${apiVersion} ${kind} in ${metadata.namespace ?? '-'}`,
    );
    expect(managed.size).toBeGreaterThan(20);
    expect([...new Set(named)]).toEqual([]);
  });

  test('is named kind by kind', () => {
    expect(JSON.stringify(rules)).not.toContain('"*"');
  });
});

const projectSchema = z.looseObject({
  destinations: z.array(z.object({ namespace: z.string() })),
  clusterResourceWhitelist: z.array(z.object({ group: z.string(), kind: z.string() })).default([]),
});

/** What a project refuses of what is in the folder of its application, whoever put it there. */
function refusedOf(
  { name, files }: ClusterApplication,
  everyFile: readonly (readonly [string, readonly KubernetesObject[]])[],
): readonly string[] {
  const project = projectSchema.parse(byName(files[`applications/${name}.yaml`] ?? [], 'AppProject')[name]?.spec);
  const namespaces = project.destinations.map(({ namespace }) => namespace);
  const kinds = project.clusterResourceWhitelist.map(({ group, kind }) => `${group}/${kind}`);
  const folder = everyFile.flatMap(([file, found]) => (file.startsWith(`${name}/`) ? found : []));
  const refused = folder.filter(({ apiVersion, kind, metadata }) =>
    metadata.namespace === undefined
      ? !kinds.includes(`${apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : ''}/${kind}`)
      : !namespaces.includes(metadata.namespace),
  );
  return [
    ...refused.map(({ kind, metadata }) => `${name}: ${kind} ${metadata.namespace ?? ''}/${metadata.name}`),
    ...(new Set(namespaces).size === namespaces.length ? [] : [`${name}: a namespace twice`]),
  ];
}

test('the project of each application allows what is in its folder, and no namespace twice', async () => {
  const some = await applicationsOf({ ...environment, tenants: environment.tenants.slice(0, 2) }, facts);
  const everyFile = some.flatMap(({ files }) => Object.entries(files));
  expect(some.length).toBeGreaterThan(20);
  expect(some.flatMap((each) => refusedOf(each, everyFile))).toEqual([]);
});
