import { z } from 'zod';
import { Automation, type AutomationProps } from '../../../cdk8s/services/automation/automation';
import { configurationFrom } from '../../../images/automation-hooks/src/configuration';
import { jobFrom } from '../../../images/automation-hooks/src/job';
import { byName, chartContext, objectsOf } from '../../support/charts';

const everyProp: Required<AutomationProps> = {
  name: 'hooks',
  receiver: 'quay.io/commons/automation-hooks:stable',
  image: 'quay.io/team/accounts:stable',
  updates: 'automatic',
  hosts: [{ host: 'hooks.example', certificate: 'acme' }],
  gitlab: 'https://gitlab.example',
  account: 'accounts-bot',
  hooks: [
    {
      name: 'account-request',
      project: 'Infrastructure/accounts',
      on: ['issue', 'note'],
      tokenKey: 'hook-token-a',
      run: ['bin/accounts', 'request'],
      timeoutMinutes: 20,
      retries: 1,
      size: 'medium',
    },
    {
      name: 'groups',
      project: 'Infrastructure/groups',
      on: ['merge-request'],
      tokenKey: 'hook-token-g',
      run: ['bin/accounts', 'groups'],
      timeoutMinutes: 5,
      retries: 0,
      size: 'small',
    },
  ],
  tokens: { typedIn: ['hook-token-g'], generated: ['hook-token-a'] },
  settings: { SERVERS: 'idm01.example' },
  secrets: { typedIn: ['BIND_PASSWORD'], generated: ['SALT'] },
  remoteSecret: 'test/team/hooks',
  scratch: ['/tmp'],
  callsOut: [{ port: 636, to: 'hosts' }],
};

const render = (change: Partial<AutomationProps> = {}) =>
  objectsOf((chart) => new Automation(chart, 'hooks', { ...everyProp, ...change }));
const objects = render();

const variable = z.looseObject({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z.object({ secretKeyRef: z.object({ name: z.string(), key: z.string() }) }).optional(),
});
const podSchema = z.looseObject({
  spec: z.looseObject({ containers: z.tuple([z.looseObject({ env: z.array(variable) })]) }),
});
const receiver = z.looseObject({ template: podSchema }).parse(byName(objects, 'Deployment').hooks?.spec).template;
const templateSchema = z.looseObject({
  jobTemplate: z.looseObject({ spec: z.looseObject({ template: podSchema }) }),
});
const templateOf = (name: string) => templateSchema.parse(byName(objects, 'CronJob')[name]?.spec).jobTemplate.spec;

test('what is rendered is what the receiver reads', () => {
  const token = (key: string) => key.repeat(8);
  const variables = receiver.spec.containers[0].env.map(({ name, value, valueFrom }) => [
    name,
    value ?? token(valueFrom?.secretKeyRef.key ?? ''),
  ]);
  expect(configurationFrom(z.record(z.string(), z.string()).parse(Object.fromEntries(variables)))).toMatchObject({
    account: 'accounts-bot',
    hooks: [
      {
        name: 'account-request',
        project: 'Infrastructure/accounts',
        on: ['issue', 'note'],
        template: 'hooks-hook-account-request',
        token: token('hook-token-a'),
      },
      {
        name: 'groups',
        project: 'Infrastructure/groups',
        on: ['merge-request'],
        template: 'hooks-hook-groups',
        token: token('hook-token-g'),
      },
    ],
  });
});

test('the receiver may read the templates and make jobs, nothing else', () => {
  expect(byName(objects, 'Role').hooks).toMatchObject({
    rules: [
      {
        apiGroups: ['batch'],
        resources: ['cronjobs'],
        verbs: ['get'],
        resourceNames: ['hooks-hook-account-request', 'hooks-hook-groups'],
      },
      { apiGroups: ['batch'], resources: ['jobs'], verbs: ['create'] },
    ],
  });
  expect(byName(objects, 'RoleBinding').hooks).toMatchObject({ subjects: [{ kind: 'ServiceAccount', name: 'hooks' }] });
  expect(byName(objects, 'NetworkPolicy').hooks?.spec).toMatchObject({
    egress: [{ to: [{ ipBlock: { cidr: chartContext.addresses.machines } }], ports: [{ port: 6443 }] }],
  });
});

test('the receiver has the tokens and no secret of the commands, and those have no token of any kind', () => {
  const secretsIn = (pod: z.output<typeof podSchema>) =>
    pod.spec.containers[0].env.flatMap(({ valueFrom }) =>
      valueFrom === undefined ? [] : [`${valueFrom.secretKeyRef.name} ${valueFrom.secretKeyRef.key}`],
    );
  expect(secretsIn(receiver)).toEqual(['hooks hook-token-a', 'hooks hook-token-g']);
  const { template } = templateOf('hooks-hook-groups');
  expect(secretsIn(template)).toEqual(['hooks-jobs BIND_PASSWORD', 'hooks-jobs SALT']);
  expect(template.spec).toMatchObject({ serviceAccountName: 'hooks-jobs', automountServiceAccountToken: false });
  expect(JSON.stringify(template)).not.toContain('serviceAccountToken"');
});

test('a run is as its hook says, by itself and never by the clock', () => {
  expect(byName(objects, 'CronJob')['hooks-hook-account-request']?.spec).toMatchObject({ suspend: true });
  expect(templateOf('hooks-hook-account-request')).toMatchObject({
    backoffLimit: 1,
    activeDeadlineSeconds: 1200,
    ttlSecondsAfterFinished: 604_800,
    template: {
      spec: {
        restartPolicy: 'Never',
        containers: [{ command: ['bin/accounts', 'request'], resources: { limits: { memory: '1Gi' } } }],
      },
    },
  });
});

test('its pods call GitLab and what the file names, and nobody calls them', () => {
  expect(byName(objects, 'NetworkPolicy')['hooks-jobs']?.spec).toMatchObject({
    podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'hooks', 'app.kubernetes.io/component': 'process' } },
    egress: [{ ports: [{ port: 443 }] }, { to: [{ ipBlock: { cidr: '10.0.20.0/22' } }], ports: [{ port: 636 }] }],
  });
  expect(byName(objects, 'NetworkPolicy')['hooks-jobs']?.spec).not.toHaveProperty('ingress');
});

test('the receiver makes of a template a job that is told all it needs', () => {
  const cronJob = byName(objects, 'CronJob')['hooks-hook-groups'];
  const made = { ...cronJob, metadata: { ...cronJob?.metadata, uid: 'a-b-c' } };
  const job = jobFrom(made, 'key', { event: 'merge-request', projectId: 4, target: 'merge-request', iid: 2 });
  expect(
    podSchema
      .parse(job.spec.template)
      .spec.containers[0].env.flatMap(({ name, value }) => (value === undefined ? [] : [`${name}=${value}`])),
  ).toEqual([
    'HOOK_NAME=groups',
    'HOOK_GITLAB=https://gitlab.example',
    'SERVERS=idm01.example',
    'HOOK_EVENT=merge-request',
    'HOOK_PROJECT_ID=4',
    'HOOK_TARGET=merge-request',
    'HOOK_IID=2',
  ]);
  // With the names as long as they may be.
  const longest = `${'a'.repeat(16)}-hook-${'b'.repeat(16)}`;
  const longNamed = jobFrom({ ...made, metadata: { name: longest, uid: 'a' } }, 'key', {
    event: 'issue',
    projectId: 4,
    target: 'issue',
    iid: 2,
  });
  expect(longNamed.metadata.name.length).toBeLessThanOrEqual(63);
});

test('its alerts are about this service alone', () => {
  const rules = JSON.stringify(byName(objects, 'PrometheusRule')['hooks-hooks']?.spec);
  expect(rules.match(/namespace=\\"team\\",(service=\\"hooks\\"|job_name=~\\"hooks-hook-\.\+\\")/g)).toHaveLength(3);
});

test('without secrets the commands have none', () => {
  const without = render({ secrets: { typedIn: [], generated: [] } });
  expect(Object.keys(byName(without, 'ExternalSecret'))).toEqual(['hooks']);
});
