import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { keycloakDashboard } from '../../cdk8s/services/keycloak/keycloak-dashboard';
import { kinds } from '../../cdk8s/services/kinds';
import { exampleHome, loadExample } from '../support/example-home';
import { environmentNames } from '../../model/load';
import { manifests, type RenderedManifest } from '../support/rendered';

/** The kinds that tenants run, and what the platform runs in the same way. */
const kindNames: readonly string[] = [...kinds.map(({ kind }) => kind), 'keycloak'];

/** Dashboard of each kind; those that tell no figures of their own are among all services. */
let dashboards: Readonly<Record<string, string>>;
beforeAll(async () => {
  const ofTenants = kinds.map(
    async ({ kind, dashboard }) => [kind, dashboard === undefined ? 'services' : (await dashboard()).name] as const,
  );
  dashboards = Object.fromEntries([...(await Promise.all(ofTenants)), ['keycloak', keycloakDashboard.name]]);
});

/** A service as it is rendered. Whether its data is backed up, `backup-coverage/rendered-environments.test.ts` asks. */
interface RenderedService {
  readonly at: string;
  readonly kind: string;
  readonly objects: readonly RenderedManifest[];
  /** Names of the dashboards of its environment. */
  readonly dashboards: readonly string[];
}

const services: readonly RenderedService[] = environmentNames(exampleHome.environments).flatMap((name) => {
  const { environment } = loadExample(name);
  const own = manifests.filter((manifest) => manifest.environment === name);
  const boards = own
    .filter(({ metadata }) => 'console.openshift.io/dashboard' in metadata.labels)
    .map(({ metadata }) => metadata.name);
  const rendered = (kind: string, file: string): RenderedService => ({
    ...{ at: `${name}/${file}`, kind, dashboards: boards },
    objects: own.filter(({ at }) => at.startsWith(`${name}/cluster/${file}.yaml `)),
  });
  return [
    ...environment.tenants.flatMap((tenant) =>
      tenant.services.map((service) => rendered(service.kind, `${tenant.name}/${service.name}`)),
    ),
    ...(environment.singleSignOn.keycloak?.placement === 'cluster'
      ? [rendered('keycloak', 'single-sign-on/keycloak')]
      : []),
  ];
});

const labelsSchema = z.record(z.string(), z.string());
const podSchema = z.object({ metadata: z.object({ labels: labelsSchema }) });
const specSchema = z.looseObject({
  replicas: z.number().optional(),
  instances: z.number().optional(),
  template: podSchema.optional(),
  jobTemplate: z.object({ spec: z.object({ template: podSchema }) }).optional(),
});
const selectorSchema = z.object({ matchLabels: labelsSchema });
const budgetSchema = z.object({
  selector: selectorSchema,
  maxUnavailable: z.number().optional(),
  minAvailable: z.number().optional(),
});
const ruleSchema = z.object({
  from: z.array(z.unknown()).default([]),
  to: z.array(z.unknown()).default([]),
  ports: z.array(z.unknown()).default([]),
});
const policySchema = z.object({
  podSelector: selectorSchema,
  policyTypes: z.array(z.string()),
  ingress: z.array(ruleSchema).default([]),
  egress: z.array(ruleSchema).default([]),
});
const scalerSchema = z.looseObject({ scaleTargetRef: z.object({ name: z.string() }), minReplicas: z.number() });
const alertsSchema = z.looseObject({
  groups: z.array(z.object({ rules: z.array(z.looseObject({ expr: z.string(), annotations: labelsSchema })) })),
});

const ofKinds = ({ objects }: RenderedService, ...kinds: string[]) =>
  objects.filter(({ kind }) => kinds.includes(kind));

/** Labels of the pods that Keycloak's operator makes. */
const keycloakPods = { app: 'keycloak', 'app.kubernetes.io/instance': 'keycloak' };

const podLabels = ({ kind, spec }: RenderedManifest): Readonly<Record<string, string>> => {
  const { template, jobTemplate } = specSchema.parse(spec);
  const pod = template ?? jobTemplate?.spec.template;
  return kind === 'Keycloak' ? keycloakPods : (pod?.metadata.labels ?? {});
};

const selects = ({ matchLabels }: z.output<typeof selectorSchema>, workload: RenderedManifest): boolean =>
  Object.entries(matchLabels).every(([label, value]) => podLabels(workload)[label] === value);

/** What runs on, and so is watched and drained. */
const lasting = ['Deployment', 'StatefulSet', 'Keycloak'] as const;

const podsOf = (service: RenderedService, workload: RenderedManifest): number => {
  const { replicas, instances } = specSchema.parse(workload.spec);
  const scaler = ofKinds(service, 'HorizontalPodAutoscaler')
    .map(({ spec }) => scalerSchema.parse(spec))
    .find(({ scaleTargetRef }) => scaleTargetRef.name === workload.metadata.name);
  return scaler?.minReplicas ?? instances ?? replicas ?? 1;
};

/** What an alert asks that tells when none of its pods is there: how many are, or whether the one of a cache answers. */
const tellsOfNone = (name: string): RegExp =>
  new RegExp(
    `kube_(deployment|statefulset)_status_replicas_(available|ready)\\{[^}]*(deployment|statefulset)="${name}"|redis_up\\{[^}]*pod="${name}-0"`,
  );

/** Alerts tell when no pod of it is there, and lead to a section. */
function unwatched(service: RenderedService): readonly string[] {
  const rules = ofKinds(service, 'PrometheusRule').flatMap(({ spec }) =>
    alertsSchema.parse(spec).groups.flatMap((group) => group.rules),
  );
  return ofKinds(service, ...lasting)
    .filter(
      ({ metadata: { name } }) =>
        !rules.some(({ expr, annotations }) => tellsOfNone(name).test(expr) && annotations.runbook_url !== undefined),
    )
    .map(({ metadata }) => `alert about ${metadata.name}`);
}

/** Of several pods one may go at a time; a budget for a single one would keep its machine from ever being renewed. */
function undrainable(service: RenderedService): readonly string[] {
  const budgets = ofKinds(service, 'PodDisruptionBudget').map(({ spec }) => budgetSchema.parse(spec));
  return ofKinds(service, ...lasting).flatMap((workload) => {
    const { name } = workload.metadata;
    const pods = podsOf(service, workload);
    const own = budgets.filter(({ selector }) => selects(selector, workload));
    if (pods < 2) return own.length === 0 ? [] : [`machine of ${name} that can be drained`];
    if (own.length !== 1) return [`one budget of ${name}`];
    const [{ maxUnavailable, minAvailable = pods } = {}] = own;
    return (maxUnavailable ?? pods - minAvailable) === 1 ? [] : [`budget of ${name} that lets one go`];
  });
}

/** Every pod, also one that ends, is closed both ways but for those who are named, each by its ports. */
function unnamed(service: RenderedService): readonly string[] {
  const policies = ofKinds(service, 'NetworkPolicy').map(({ spec }) => policySchema.parse(spec));
  return ofKinds(service, ...lasting, 'Job', 'CronJob', 'DaemonSet').flatMap((workload) => {
    const { name } = workload.metadata;
    const own = policies.filter(({ podSelector }) => selects(podSelector, workload));
    const types = new Set(own.flatMap(({ policyTypes }) => policyTypes));
    const open = own.flatMap(({ ingress, egress }) => [
      ...ingress.filter(({ from, ports }) => from.length === 0 || ports.length === 0),
      ...egress.filter(({ to, ports }) => to.length === 0 || ports.length === 0),
    ]);
    return [
      ...(types.size === 2 ? [] : [`network policy of ${name}`]),
      ...(open.length === 0 ? [] : [`peers and ports of ${name}`]),
    ];
  });
}

const undrawn = ({ kind, dashboards: known }: RenderedService): readonly string[] =>
  known.includes(`commons-${dashboards[kind] ?? ''}`) ? [] : ['dashboard'];

/** What a service lacks of what every service has. */
const lacking = (service: RenderedService): readonly string[] =>
  [unwatched, undrainable, unnamed, undrawn].flatMap((of) => of(service));

test('every service has alerts, budgets, network policies and a dashboard', () => {
  const running = services.filter((service) => ofKinds(service, ...lasting).length > 0);
  expect(services.filter((service) => !running.includes(service)).map(({ at }) => at)).toEqual([]);
  expect([...new Set(running.map(({ kind }) => kind))].sort()).toEqual([...kindNames].sort());
  expect(services.flatMap((service) => lacking(service).map((what) => `${service.at}: ${what}`))).toEqual([]);
});

const allPods = { selector: { matchLabels: { 'app.kubernetes.io/name': 'hookshot' } }, maxUnavailable: 1 };

describe('what a service lacks is found:', () => {
  const forum = services.find(({ kind }) => kind === 'discourse');
  const bridge = services.find(({ kind }) => kind === 'hookshot');
  if (forum === undefined || bridge === undefined) throw new Error('there is no forum or no bridge');
  const without = (service: RenderedService, kind: string, name: string): RenderedService => ({
    ...service,
    objects: service.objects.filter((object) => object.kind !== kind || object.metadata.name !== name),
  });
  const changed = (service: RenderedService, kind: string, change: (spec: object) => object): RenderedService => ({
    ...service,
    objects: service.objects.map((object) =>
      object.kind === kind ? { ...object, spec: change(z.looseObject({}).parse(object.spec)) } : object,
    ),
  });
  const budget = forum.objects.filter(({ kind }) => kind === 'PodDisruptionBudget');
  const single = { ...bridge, objects: [...bridge.objects, ...budget.map((each) => ({ ...each, spec: allPods }))] };

  test.each<[string, RenderedService, string]>([
    ['an alert', without(forum, 'PrometheusRule', 'discourse-jobs'), 'alert about discourse-jobs'],
    ['a budget', without(forum, 'PodDisruptionBudget', 'discourse'), 'one budget of discourse'],
    [
      'a budget that lets nobody go',
      changed(forum, 'PodDisruptionBudget', (spec) => ({ ...spec, maxUnavailable: 0 })),
      'budget of discourse that lets one go',
    ],
    ['a budget of a single pod', single, 'machine of hookshot that can be drained'],
    ['a policy', without(forum, 'NetworkPolicy', 'discourse-migration'), 'network policy of discourse-migrate-before'],
    [
      'a policy for what goes out',
      changed(forum, 'NetworkPolicy', (spec) => ({ ...spec, policyTypes: ['Ingress'] })),
      'network policy of discourse',
    ],
    [
      'peers',
      changed(bridge, 'NetworkPolicy', (spec) => ({ ...spec, egress: [{ ports: [{ port: 443 }] }] })),
      'peers and ports of hookshot',
    ],
    ['a dashboard', { ...bridge, dashboards: ['commons-services'] }, 'dashboard'],
  ])('%s', (_, service, what) => {
    expect(lacking(service)).toContain(what);
  });
});

const pages = resolve(__dirname, '../../docs/services');

test.each(kindNames)('%s has a page, and what it leads to is there', (kind) => {
  const page = readFileSync(resolve(pages, `${kind}.md`), 'utf8');
  expect(page).toMatch(/^# \S/);
  const paths = [...page.matchAll(/\]\((\.\.\/\.\.\/[^)#]+)/g)].map(([, path = '']) => resolve(pages, path));
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

/** What an environment declares itself, and has tests of its own. */
const besideTenants = ['gitlab', 'gitlab-runner-hosts'];

test('every page is of a service', () => {
  expect(readdirSync(pages).sort()).toEqual([...kindNames, ...besideTenants].map((kind) => `${kind}.md`).sort());
});
