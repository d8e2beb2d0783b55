import { z } from 'zod';
import { loadExample } from '../../support/example-home';
import { contextOf, type ClusterApplication } from '../../../cdk8s/applications/application';
import { delivery } from '../../../cdk8s/applications/delivery';
import { applicationsOf } from '../../support/applications';
import { healthChecks } from '../../../cdk8s/platform/delivery/health-checks';
import { byName } from '../../support/charts';

const { environment, facts } = loadExample('production');
const objectsIn = ({ files }: ClusterApplication) => Object.values(files).flat();
const application = delivery(contextOf(environment));
const objects = objectsIn(application);

test('one file starts everything: an application of applications, in a project that allows nothing else', () => {
  const root = application.files['delivery/root.yaml'] ?? [];
  expect(root.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`)).toEqual([
    'AppProject openshift-gitops/root',
    'Application openshift-gitops/root',
  ]);
  expect(byName(root, 'AppProject').root?.spec).toMatchObject({
    sourceRepos: [environment.repository.url],
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
      ...{ disableAdmin: true, usersAnonymousEnabled: false },
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
    const elsewhere = delivery(contextOf({ ...environment, cluster: { ...environment.cluster, pools } }));
    expect(objectsIn(elsewhere).filter(({ kind }) => kind === 'GitopsService')).toEqual([]);
  });
});

describe('what Argo CD may write', () => {
  const ruleSchema = z.object({ apiGroups: z.array(z.string()), resources: z.array(z.string()) });
  const roleSchema = z.looseObject({ rules: z.array(ruleSchema) });
  const rules = objects
    .filter(({ kind }) => kind === 'ClusterRole' || kind === 'Role')
    .flatMap((role) => roleSchema.parse(role).rules.map((rule) => ({ ...rule, namespace: role.metadata.namespace })));

  /** Source: redhat-developer/gitops-operator:controllers/argocd/openshift/openshift.go, policyRulesForClusterConfig. */
  const groupsOfOperator = [
    ...['operators.coreos.com', 'operator.openshift.io', 'config.openshift.io', 'console.openshift.io'],
    ...['rbac.authorization.k8s.io', 'storage.k8s.io', 'machine.openshift.io', 'machineconfiguration.openshift.io'],
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
    expect(managed.size).toBeGreaterThan(40);
    expect([...new Set(named)]).toEqual([]);
  });

  test('is named kind by kind', () => {
    expect(JSON.stringify(rules)).not.toContain('"*"');
  });
});

const projectSchema = z.looseObject({
  destinations: z.array(z.object({ namespace: z.string() })),
  clusterResourceWhitelist: z.array(z.object({ group: z.string(), kind: z.string() })),
});

/** What a project refuses of what is in the folder of its application. */
function refusedOf({ name, files }: ClusterApplication): readonly string[] {
  const project = projectSchema.parse(byName(files[`applications/${name}.yaml`] ?? [], 'AppProject')[name]?.spec);
  const namespaces = project.destinations.map(({ namespace }) => namespace);
  const kinds = project.clusterResourceWhitelist.map(({ group, kind }) => `${group}/${kind}`);
  const folder = Object.entries(files).flatMap(([file, found]) => (file.startsWith('applications/') ? [] : found));
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
  const applications = await applicationsOf({ ...environment, tenants: environment.tenants.slice(0, 2) }, facts);
  expect(applications.length).toBeGreaterThan(20);
  expect(applications.flatMap(refusedOf)).toEqual([]);
});
