import { loadFixture } from '../../support/fixture-home';
import { createContext, type ClusterApplication } from '../../../cdk8s/applications/application';
import { externalSecretsApplications } from '../../../cdk8s/applications/external-secrets';
import { operatorsApplication } from '../../../cdk8s/applications/operators';
import type { Environment } from '../../../model/environment';
import { clusterInternalBlocks } from '../../../model/data/cluster-internal-blocks';
import { neededOperators } from '../../../model/needed-operators';
import { byName } from '../../support/charts';
import { withDatabase } from '../../support/with-database';

const { environment, facts } = loadFixture('production');
const pins = { ...facts, operatorVersions: { 'loki-operator': 'loki-operator.v6.5.1' } };
const { cluster } = environment;
const contextWith = (change: Partial<Environment['cluster']> = {}, tenants = environment.tenants) =>
  createContext({ ...environment, cluster: { ...cluster, ...change }, tenants });
const objectsIn = ({ files }: ClusterApplication) => Object.values(files).flat();
const subscriptions = (context = contextWith()) =>
  byName(objectsIn(operatorsApplication(context, pins)), 'Subscription');

test('every operator has a file of its own: a subscription, its group, and the namespace unless it is the cluster’s', () => {
  const { files } = operatorsApplication(contextWith(), pins);
  const kinds = Object.fromEntries(
    Object.entries(files).map(([file, objects]) => [file, objects.map(({ kind }) => kind).sort()]),
  );
  expect(kinds['operators/openshift-gitops-operator.yaml']).toEqual([
    'Namespace',
    'OperatorGroup',
    'Role',
    'RoleBinding',
    'RoleBinding',
    'Subscription',
  ]);
  expect(kinds['operators/aws-efs-csi-driver-operator.yaml']).toEqual([
    'OperatorGroup',
    'Role',
    'RoleBinding',
    'Subscription',
  ]);
  expect(Object.values(kinds).filter((each) => each.includes('Subscription'))).toHaveLength(
    neededOperators(environment).length,
  );
});

test('a subscription says where from, which channel and who approves', () => {
  expect(subscriptions()['cloudnative-pg']).toMatchObject({
    metadata: { namespace: 'cnpg-system' },
    spec: {
      name: 'cloudnative-pg',
      channel: 'stable-v1',
      source: 'certified-operators',
      sourceNamespace: 'openshift-marketplace',
      installPlanApproval: 'Manual',
      config: { nodeSelector: { 'node-role.kubernetes.io/infra': '' } },
    },
  });
  expect(subscriptions()['loki-operator']?.spec).toMatchObject({
    installPlanApproval: 'Manual',
    startingCSV: 'loki-operator.v6.5.1',
  });
  const groups = byName(objectsIn(operatorsApplication(contextWith(), pins)), 'OperatorGroup');
  expect(groups['redhat-oadp-operator']?.spec).toMatchObject({ targetNamespaces: ['openshift-adp'] });
  expect(groups['cloudnative-pg']?.spec).not.toHaveProperty('targetNamespaces');
});

test('a release has its own channels, and begins with a version that it supports', () => {
  const old = subscriptions(contextWith({ release: '4.17' }));
  expect(old['redhat-oadp-operator']?.spec).toMatchObject({ channel: 'stable-1.4' });
  expect(old['cloudnative-pg']?.spec).toMatchObject({ startingCSV: 'cloudnative-pg.v1.29.2' });
  expect(subscriptions()['redhat-oadp-operator']?.spec).toMatchObject({ channel: 'stable' });
  expect(subscriptions()['cloudnative-pg']?.spec).not.toHaveProperty('startingCSV');
});

test('what may be installed is listed with its namespace, and so is what nobody has pinned', () => {
  const lists = byName(objectsIn(operatorsApplication(contextWith({ release: '4.17' }), pins)), 'ConfigMap')[
    'operator-approval'
  ];
  expect(lists).toMatchObject({
    data: {
      versions:
        'cnpg-system cloudnative-pg cloudnative-pg.v1.29.2\nopenshift-operators-redhat loki-operator loki-operator.v6.5.1\n',
      unpinned: expect.stringContaining('\nopenshift-logging cluster-logging\n') as unknown,
    },
  });
});

test('whoever approves may look at plans and change them, where operators are, and nothing else', () => {
  const objects = objectsIn(operatorsApplication(contextWith(), pins));
  const roles = objects.filter(({ kind, metadata }) => kind.endsWith('Role') && metadata.name === 'operator-approval');
  expect(roles).toHaveLength(neededOperators(environment).length);
  const group = ['operators.coreos.com'];
  const rules = [
    { apiGroups: group, resources: ['installplans'], verbs: ['get', 'list', 'patch'] },
    { apiGroups: group, resources: ['subscriptions'], verbs: ['get', 'list'] },
  ];
  expect(roles.filter((role) => JSON.stringify(role.rules) !== JSON.stringify(rules))).toEqual([]);
  expect(objects.filter(({ kind }) => kind === 'ClusterRole' || kind === 'ClusterRoleBinding')).toEqual([]);
});

test.each([
  ['percona-xtradb-cluster-operator-certified', { engine: 'mysql' }],
  ['crunchy-postgres-operator', { operator: 'crunchy' }],
])('%s is there only where a service asks for it', (name, database) => {
  expect(subscriptions(contextWith({}, []))).not.toHaveProperty(name);
  const tenants = [withDatabase(undefined, database)];
  expect(subscriptions(contextWith({}, tenants))).toHaveProperty(name);
});

test('roles in AWS are there before the first pod that takes them', () => {
  expect(JSON.stringify(subscriptions()['aws-efs-csi-driver-operator'])).toContain(
    '"env":[{"name":"ROLEARN","value":"arn:aws:iam::111122223333:role/production-openshift-efs-csi-driver"}]',
  );
  const account = byName(objectsIn(operatorsApplication(contextWith(), pins)), 'ServiceAccount')['cert-manager'];
  expect(account).toMatchObject({
    metadata: {
      namespace: 'cert-manager',
      annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/production-cert-manager' },
    },
  });
  // Of the account only the role is ours.
  expect(Object.keys(account ?? {}).sort()).toEqual(['apiVersion', 'kind', 'metadata']);
});

describe('an operator for amd64', () => {
  const rendered = (pools: typeof cluster.pools) => {
    const objects = objectsIn(operatorsApplication(contextWith({ pools }), pins));
    return {
      namespace: byName(objects, 'Namespace')['external-dns-operator']?.metadata,
      config: byName(objects, 'Subscription')['external-dns-operator']?.spec,
    };
  };
  const selector = { annotations: { 'openshift.io/node-selector': 'kubernetes.io/arch=amd64' } };

  test('goes to workers of that architecture, with all that it makes', () => {
    expect(rendered(cluster.pools).namespace).toMatchObject(selector);
    expect(rendered(cluster.pools).config).not.toHaveProperty('config');
  });

  test('goes to the control plane where only that has it', () => {
    const { namespace, config } = rendered(cluster.pools.filter(({ name }) => name !== 'legacy'));
    expect(namespace).toMatchObject(selector);
    expect(config).toMatchObject({ config: { nodeSelector: { 'node-role.kubernetes.io/master': '' } } });
  });

  test('goes anywhere where all machines have it', () => {
    const pools = cluster.pools.map((pool) => ({ ...pool, architecture: 'amd64' as const }));
    expect(rendered(pools).namespace).not.toMatchObject(selector);
    expect(rendered(pools).config).toMatchObject({ config: { nodeSelector: { 'node-role.kubernetes.io/infra': '' } } });
  });
});

test('without machines for the platform, operators run on any worker', () => {
  const pools = cluster.pools.filter(({ name }) => name !== 'infra');
  expect(subscriptions(contextWith({ pools }))['loki-operator']?.spec).not.toHaveProperty('config');
});

test('nothing that an operator needs is pruned: what it looks after would have nobody', () => {
  const kept = objectsIn(operatorsApplication(contextWith(), pins)).filter(({ kind }) =>
    ['Namespace', 'OperatorGroup', 'Subscription'].includes(kind),
  );
  expect(kept.filter(({ metadata }) => !JSON.stringify(metadata).includes('Prune=false'))).toEqual([]);
});

describe('External Secrets', () => {
  test('may reach AWS and nothing else outside, and has no role of its own', () => {
    const objects = externalSecretsApplications(contextWith(), facts).flatMap(objectsIn);
    expect(byName(objects, 'ExternalSecretsConfig').cluster?.spec).toMatchObject({
      controllerConfig: {
        networkPolicies: [
          {
            componentName: 'ExternalSecretsCoreController',
            egress: [
              {
                to: [
                  { ipBlock: { cidr: '0.0.0.0/0', except: [...Object.keys(clusterInternalBlocks), '169.254.0.0/16'] } },
                ],
                ports: [{ protocol: 'TCP', port: 443 }],
              },
            ],
          },
        ],
      },
    });
    expect(JSON.stringify(objects)).not.toContain('role-arn');
  });

  test('comes as a chart on a release that has no operator for it', () => {
    const context = contextWith({ release: '4.17' });
    expect(subscriptions(context)).not.toHaveProperty('openshift-external-secrets-operator');
    const objects = [operatorsApplication(context, pins), ...externalSecretsApplications(context, facts)].flatMap(
      objectsIn,
    );
    expect(byName(objects, 'Application')['external-secrets']?.spec).toMatchObject({
      source: { chart: 'external-secrets', targetRevision: '0.20.4', repoURL: 'https://charts.external-secrets.io' },
      // Its Kubernetes drops them.
      ignoreDifferences: [
        {
          group: 'apiextensions.k8s.io',
          kind: 'CustomResourceDefinition',
          jqPathExpressions: ['.spec.versions[].selectableFields'],
        },
      ],
    });
    const namespaces = Object.keys(byName(objects, 'Namespace'));
    expect(namespaces.filter((name) => name.startsWith('external-secrets'))).toEqual(['external-secrets']);
  });
});
