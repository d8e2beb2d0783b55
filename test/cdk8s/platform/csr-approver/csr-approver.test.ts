import { CsrApprover, type CsrApproverSettings } from '../../../../cdk8s/platform/csr-approver/csr-approver';
import { CsrApproverAccess } from '../../../../cdk8s/platform/csr-approver/csr-approver-access';
import { byName, chartContext, objectsOf } from '../../../support/charts';

const settings: CsrApproverSettings = {
  region: 'us-east-1',
  infraId: 'commons-x7k2p',
  pools: [
    {
      name: 'legacy',
      labels: { 'commons-platform/pool': 'legacy' },
      taints: [{ key: 'old', effect: 'NoSchedule' }],
    },
  ],
};

const objects = objectsOf(
  (chart) =>
    new CsrApprover(chart, 'admission', {
      settings,
      image: 'quay.io/commons/platform:stable',
      roleArn: 'arn:aws:iam::111122223333:role/production-node-admission',
    }),
);
const deployment = byName(objects, 'Deployment')['node-admission'];

test('it reads whose machines it admits from a file, and starts anew when that changes', () => {
  const text = JSON.stringify(settings);
  expect(byName(objects, 'ConfigMap')['node-admission']).toMatchObject({ data: { 'pools.json': text } });
  expect(deployment?.spec).toMatchObject({
    template: {
      metadata: { annotations: { 'commons-platform/settings': text } },
      spec: {
        containers: [
          {
            image: 'quay.io/commons/platform:stable',
            args: ['cluster', 'admit', '--pools', '/etc/node-admission/pools.json', '--every', '30', ...heartbeat],
          },
        ],
      },
    },
  });
});

const heartbeat = ['--heartbeat', '/tmp/heartbeat'];

test('it is started again when it has not come to the end of a round for five minutes', () => {
  const exec = { command: ['sh', '-c', 'test -n "$(find /tmp/heartbeat -mmin -5)"'] };
  expect(deployment?.spec).toMatchObject({
    template: { spec: { containers: [{ startupProbe: { exec }, readinessProbe: { exec }, livenessProbe: { exec } }] } },
  });
});

test('it uses the cluster’s own client, copied by a container that can do nothing in the cluster', () => {
  const client = { name: 'client' };
  expect(deployment?.spec).toMatchObject({
    template: {
      spec: {
        automountServiceAccountToken: false,
        initContainers: [
          {
            image: 'image-registry.openshift-image-registry.svc:5000/openshift/cli:latest',
            command: ['cp', '/usr/bin/oc', '/client/oc'],
            volumeMounts: [{ ...client, mountPath: '/client' }],
          },
        ],
        containers: [
          {
            volumeMounts: [
              { name: 'settings', mountPath: '/etc/node-admission', readOnly: true },
              { ...client, mountPath: '/usr/local/bin/oc', subPath: 'oc', readOnly: true },
              { name: 'api-access', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true },
              { name: 'scratch', mountPath: '/tmp' },
            ],
          },
        ],
      },
    },
  });
});

test('it calls the Kubernetes API and HTTPS outside, and nobody calls it', () => {
  expect(byName(objects, 'NetworkPolicy')['node-admission']?.spec).toMatchObject({
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'node-admission' } },
    policyTypes: ['Ingress', 'Egress'],
    egress: [
      { to: [{ ipBlock: { cidr: '10.0.0.0/16' } }], ports: [{ port: 6443, protocol: 'TCP' }] },
      { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443, protocol: 'TCP' }] },
    ],
  });
  expect(byName(objects, 'NetworkPolicy')['node-admission']?.spec).not.toHaveProperty('ingress');
});

test('it is somebody to AWS, and its alerts have a runbook', () => {
  expect(byName(objects, 'ServiceAccount')['node-admission']?.metadata).toMatchObject({
    annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/production-node-admission' },
  });
  expect(JSON.stringify(byName(objects, 'PrometheusRule')['node-admission'])).toContain(
    `${chartContext.runbookUrl}#workload-down`,
  );
});

test('it may approve what kubelets ask for, change nodes, and nothing else', () => {
  const access = objectsOf(
    (chart) => new CsrApproverAccess(chart, 'access', { namespace: 'node-admission', serviceAccount: 'admitter' }),
  );
  const { 'commons-platform:node-admission': role } = byName(access, 'ClusterRole');
  const certificates = { apiGroups: ['certificates.k8s.io'] };
  expect(role?.rules).toEqual([
    { ...certificates, resources: ['certificatesigningrequests'], verbs: ['get', 'list'] },
    { ...certificates, resources: ['certificatesigningrequests/approval'], verbs: ['update'] },
    {
      ...certificates,
      resources: ['signers'],
      resourceNames: ['kubernetes.io/kube-apiserver-client-kubelet', 'kubernetes.io/kubelet-serving'],
      verbs: ['approve'],
    },
    { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'patch'] },
  ]);
  expect(byName(access, 'ClusterRoleBinding')['commons-platform:node-admission']).toMatchObject({
    roleRef: { kind: 'ClusterRole', name: 'commons-platform:node-admission' },
    subjects: [{ kind: 'ServiceAccount', name: 'admitter', namespace: 'node-admission' }],
  });
});
