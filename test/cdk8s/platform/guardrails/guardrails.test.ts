import { createContext } from '../../../../cdk8s/applications/application';
import { guardrailsApplication } from '../../../../cdk8s/applications/guardrails';
import type { KubernetesObject } from '../../../../model/formats/kubernetes-object';
import { placeholderFacts } from '../../../../lib/operations/capacity/placeholder-facts';
import { applicationsOf } from '../../../support/applications';
import { admissionOf } from '../../../support/admission';
import { byName } from '../../../support/charts';
import { load } from '../../../support/environment-folder';
import { fullEnvironment } from '../../../support/full-environment';
import {
  certificate,
  crossings,
  issuer,
  pod,
  reader,
  route,
  secretStore,
  service,
  serviceAccount,
  serviceMonitor,
  team,
} from '../../../isolation/crossings';

const { environment } = load();
const rules = Object.values(guardrailsApplication(createContext(environment), ['quay.io']).files).flat();
const bare = { ...team, metadata: { name: 'team', labels: team.metadata.labels } };
const admit = admissionOf([...rules, team]);

describe('whoever is admin in a namespace is refused', () => {
  test.each(crossings)('$tries', ({ object, stoppedBy }) => {
    expect(admit({ object, user: 'mallory' }).map((answer) => answer.split(':')[0])).toContain(`commons-${stoppedBy}`);
  });

  test('every rule is tried', () => {
    const policies = rules
      .filter(({ kind }) => kind === 'ValidatingAdmissionPolicy')
      .map(({ metadata }) => metadata.name);
    const tried = new Set(crossings.map(({ stoppedBy }) => `commons-${stoppedBy}`));
    expect(policies.filter((policy) => !tried.has(policy))).toEqual([
      'commons-ci-services',
      'commons-declared-jobs',
      'commons-jobs-like-their-template',
      'commons-ci-pods',
    ]);
  });
});

test.each([
  ['a route for a granted host', route({ host: 'www.team.commons.example', path: '/feed' })],
  ['a certificate for granted hosts', certificate({ dnsNames: ['team.commons.example', 'www.team.commons.example'] })],
  [
    'a certificate of the namespace’s own issuer',
    certificate({ issuerRef: { name: 'own' }, dnsNames: ['db.team.svc'] }),
  ],
  ['a service inside', service({ selector: { app: 'web' } })],
  ['a pod that says nothing of machines', pod({ serviceAccountName: 'web' })],
  ['a pod for an architecture', pod({ nodeSelector: { 'kubernetes.io/arch': 'amd64' } })],
  ['a store that reads as an account of the namespace', secretStore({ aws: reader })],
  ['an issuer of its own', issuer({ selfSigned: {} })],
  ['an issuer of its own authority', issuer({ ca: { secretName: 'own' } })],
  ['metrics of its own', serviceMonitor({ path: '/metrics' })],
  ['a role of its own', serviceAccount('arn:aws:iam::111122223333:role/testing-team-secrets')],
])('taken: %s', (_, object) => {
  expect(admit({ object, user: 'mallory' })).toEqual([]);
});

test.each([
  ['a route without a host', route({})],
  ['a route', route({ host: 'team.commons.example' })],
  ['a role', serviceAccount('arn:aws:iam::111122223333:role/testing-team-secrets')],
])('a namespace that was granted nothing is refused %s', (_, object) => {
  expect(admissionOf([...rules, bare])({ object })).toHaveLength(1);
});

test.each([
  ['a route', route({ host: 'removed.commons.example' })],
  ['a certificate', certificate({ dnsNames: ['removed.commons.example'] })],
  ['a service account', serviceAccount('arn:aws:iam::111122223333:role/testing-removed')],
])('%s whose grant is gone can be collected, and changed by nobody else', (_, object) => {
  const user = 'system:serviceaccount:kube-system:generic-garbage-collector';
  expect(admit({ object, user, operation: 'UPDATE' })).toEqual([]);
  expect(admit({ object, user: 'mallory', operation: 'UPDATE' })).toHaveLength(1);
});

describe('a pod that waits for a machine', () => {
  const gated = { schedulingGates: [{ name: 'team.commons.example/wait' }] };
  const before = pod(gated);

  test.each([
    ['tolerations', { tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }] }],
    ['labels of machines', { ...gated, nodeSelector: { 'node-role.kubernetes.io/control-plane': '' } }],
  ])('is sent to no machine of others by %s that come later', (_, spec) => {
    expect(admit({ object: pod(spec), before, user: 'mallory', operation: 'UPDATE' })).toEqual([
      expect.stringContaining('commons-pod-placement'),
    ]);
  });

  test('may be let go, and runs where the scheduler has put it', () => {
    expect(admit({ object: pod({}), before, operation: 'UPDATE' })).toEqual([]);
    const runs = pod({ nodeName: 'ip-10-0-1-2.ec2.internal' });
    expect(
      admit({
        object: { ...runs, spec: { ...runs.spec, activeDeadlineSeconds: 1 } },
        before: runs,
        operation: 'UPDATE',
      }),
    ).toEqual([]);
  });

  test('loses its finalizers also where it is older than the rule', () => {
    const older = pod({ tolerations: [{ operator: 'Exists' }] });
    expect(admit({ object: older, before: older, operation: 'UPDATE' })).toEqual([]);
  });
});

test('requests for certificates are cert-manager’s own', () => {
  const user = 'system:serviceaccount:cert-manager:cert-manager';
  const request = { ...certificate({}), kind: 'CertificateRequest' };
  expect(admit({ object: request, user })).toEqual([]);
});

test('everything that is rendered for tenants passes, Argo CD being held to the rules like anybody', async () => {
  const full = load(fullEnvironment);
  const all = (await applicationsOf(full.environment, placeholderFacts(full.environment))).flatMap(({ files }) =>
    Object.values(files).flat(),
  );
  const answers = admissionOf(all);
  const guarded = all.filter(({ metadata }) =>
    full.environment.tenants.some(({ name }) => name === metadata.namespace),
  );
  const user = 'system:serviceaccount:openshift-gitops:openshift-gitops-argocd-application-controller';
  expect(guarded.length).toBeGreaterThan(0);
  expect(
    [...guarded, ...guarded.flatMap(podsOf)].flatMap((object) =>
      answers({ object, user }).map((answer) => `${object.kind} ${object.metadata.name}: ${answer}`),
    ),
  ).toEqual([]);
});

interface Workload {
  readonly spec: { readonly template: { readonly spec: object } };
}

const isWorkload = (manifest: KubernetesObject): manifest is KubernetesObject & Workload =>
  ['Deployment', 'StatefulSet', 'Job'].includes(manifest.kind);

/** A pod as the controller of a workload makes it. */
const podsOf = (manifest: KubernetesObject): readonly KubernetesObject[] =>
  isWorkload(manifest)
    ? [{ apiVersion: 'v1', kind: 'Pod', metadata: manifest.metadata, spec: manifest.spec.template.spec }]
    : [];

describe('projects', () => {
  test('are made by nobody, also after an upgrade of the cluster', () => {
    expect(byName(rules, 'ClusterRoleBinding')['self-provisioners']).toMatchObject({
      metadata: { annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'false' } },
      roleRef: { name: 'self-provisioner' },
      subjects: [],
    });
  });

  test('that somebody is let make all the same are guarded, granted nothing and closed', () => {
    const template = byName(rules, 'Template')['project-request'];
    expect(byName(rules, 'Project').cluster?.spec).toMatchObject({
      projectRequestTemplate: { name: 'project-request' },
    });
    expect(template).toMatchObject({
      metadata: { namespace: 'openshift-config' },
      objects: [
        { kind: 'Project', metadata: { labels: bare.metadata.labels } },
        { kind: 'RoleBinding' },
        { kind: 'ResourceQuota', spec: { hard: { 'services.loadbalancers': '0' } } },
        { kind: 'LimitRange' },
        { kind: 'NetworkPolicy', spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
      ],
    });
  });
});

test('what no network policy selects reaches and is reached by nothing, in guarded namespaces alone', () => {
  expect(byName(rules, 'BaselineAdminNetworkPolicy').default?.spec).toMatchObject({
    subject: { namespaces: { matchLabels: bare.metadata.labels } },
    ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
    egress: [
      { action: 'Allow', ports: [{ portNumber: { port: 5353 } }, { portNumber: { port: 5353 } }] },
      { action: 'Deny', to: [{ namespaces: {} }] },
      { action: 'Deny', to: [{ networks: ['0.0.0.0/0', '::/0'] }] },
    ],
  });
});
