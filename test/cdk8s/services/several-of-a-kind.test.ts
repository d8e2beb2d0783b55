import { App } from 'cdk8s';
import { z } from 'zod';
import type { DashboardProps } from '../../../cdk8s/base/monitoring/dashboard-props';
import { toManifests } from '../../../cdk8s/base/manifests/manifest';
import type { KubernetesObject } from '../../../model/formats/kubernetes-object';
import { PlatformChart } from '../../../cdk8s/base/manifests/platform-chart';
import { GitLab } from '../../../cdk8s/services/gitlab/gitlab';
import { gitlabDashboard } from '../../../cdk8s/services/gitlab/gitlab-dashboard';
import { addOperatorRules } from '../../../cdk8s/services/gitlab/operator-rules';
import { Keycloak } from '../../../cdk8s/services/keycloak/keycloak';
import { keycloakDashboard } from '../../../cdk8s/services/keycloak/keycloak-dashboard';
import { RealmConfiguration } from '../../../cdk8s/services/keycloak/realm-configuration';
import { chartContext } from '../../support/charts';
import { values } from '../../support/rendered';
import { gitlabProps } from './gitlab/gitlab-props';
import { keycloakProps, realmProps } from './keycloak-props';

/** Two installations of something in one cluster. */
interface Pair {
  readonly fill: (chart: PlatformChart, name: string) => void;
  readonly dashboard: (name: string, namespace: string) => DashboardProps;
  /** What both call alike, each in its own namespace. */
  readonly alike: readonly string[];
  /** Selectors that are the same for both, and find pods of the policy's own namespace, or others than theirs. */
  readonly shared: readonly object[];
}

const outsiders = [
  { 'kubernetes.io/metadata.name': 'cnpg-system' },
  { 'kubernetes.io/metadata.name': 'openshift-user-workload-monitoring' },
  { 'policy-group.network.openshift.io/ingress': '' },
];

const keycloaks: Pair = {
  fill: (chart, name) => {
    const client = `${name}-realms`;
    new Keycloak(chart, name, {
      ...keycloakProps,
      name,
      routes: {
        ...keycloakProps.routes,
        host: { host: `sso.${name}.example`, certificate: 'acme' },
        adminHost: { host: `admin.${name}.example`, certificate: 'router-default' },
      },
      administrator: { client, remoteSecret: `test/${name}/administrator` },
    });
    new RealmConfiguration(chart, client, {
      ...realmProps,
      name: client,
      server: { keycloak: name },
      remoteSecret: `test/${name}/administrator`,
    });
  },
  dashboard: (_, namespace) => keycloakDashboard({ namespace, title: namespace }),
  alike: [
    'Route/administration-admin',
    'Route/administration-realms',
    'Route/administration-resources',
    'Route/login-realms-commons',
    'Route/login-resources',
  ],
  shared: outsiders,
};

const gitlabs: Pair = {
  fill: (chart, name) => {
    new GitLab(chart, name, {
      ...gitlabProps,
      name,
      host: { host: `git.${name}.example`, certificate: 'acme' },
      registry: { host: `registry.${name}.example`, certificate: 'acme' },
      agents: { host: `agents.${name}.example`, certificate: 'acme' },
      pages: { domain: `pages.${name}.example`, certificate: 'acme' },
    });
    addOperatorRules(chart, { name });
  },
  dashboard: (name, namespace) => gitlabDashboard({ namespace, name, title: namespace }),
  alike: [],
  shared: [
    ...outsiders,
    { 'policy-group.network.openshift.io/host-network': '' },
    { 'commons-platform/database': 'direct' },
    { 'commons-platform/database': 'pooled' },
    { 'control-plane': 'controller-manager' },
  ],
};

const placeOf = (name: string) => `${name}-place`;

function manifests({ fill }: Pair, app: App, name: string): readonly KubernetesObject[] {
  const ownership = { owner: placeOf(name), dataClass: 'personal' } as const;
  const chart = new PlatformChart(app, name, { ownership, namespace: placeOf(name), context: chartContext });
  fill(chart, name);
  return toManifests(chart);
}

const selectorSchema = z.object({ matchLabels: z.record(z.string(), z.string()) });

function selectorsIn(value: unknown): readonly Readonly<Record<string, string>>[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = selectorSchema.safeParse(value);
  return [...(own.success ? [own.data.matchLabels] : []), ...Object.values(value).flatMap(selectorsIn)];
}

const rulesSchema = z.looseObject({
  groups: z.array(z.looseObject({ rules: z.array(z.looseObject({ expr: z.string() })) })),
});

const expressionsIn = (objects: readonly KubernetesObject[]): readonly string[] =>
  objects
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap(({ spec }) => rulesSchema.parse(spec).groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)));

const metricsOutside = (namespace: string, expressions: readonly string[]): readonly string[] =>
  expressions
    .flatMap((expression) => expression.match(/[a-z_]+\{[^}]*\}|\{[^}]*\}/g) ?? [])
    .filter((metric) => !metric.includes(`namespace="${namespace}"`));

/** A name of the platform's own, in quotes. */
const ofThePlatform = /"(keycloak|realm-configuration|single-sign-on|gitlab)/;

describe.each([
  ['Keycloaks', keycloaks],
  ['GitLabs', gitlabs],
])('two %s in one cluster', (_, pair) => {
  const app = new App();
  const [blue, green] = [manifests(pair, app, 'blue'), manifests(pair, app, 'green')];
  const inCommon = (keyOf: (object: KubernetesObject) => string) => {
    const ofGreen = new Set(green.map(keyOf));
    return blue.map(keyOf).filter((key) => ofGreen.has(key));
  };

  test('have no object in common, and hardly a name', () => {
    expect(blue).toHaveLength(green.length);
    expect(inCommon(({ kind, metadata: { name, namespace = '' } }) => `${kind}/${namespace}/${name}`)).toEqual([]);
    expect(inCommon(({ kind, metadata: { name } }) => `${kind}/${name}`).sort()).toEqual(pair.alike);
  });

  test('do not speak of each other', () => {
    for (const [objects, other] of [
      [blue, 'green'],
      [green, 'blue'],
    ] as const) {
      expect([...values(objects)].filter(([at, value]) => `${at} ${String(value)}`.includes(other))).toEqual([]);
    }
  });

  test('refer to nothing by the names of those that the platform runs', () => {
    const names = [...values(blue)].flatMap(([at, value]) =>
      /\.(name|host|secret|\w+Name)$/.test(at) && typeof value === 'string' ? [value] : [],
    );
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => ofThePlatform.test(`"${name}`))).toEqual([]);
  });

  test('select no pods of each other, wherever those are', () => {
    const ofGreen = new Set(selectorsIn(green).map((labels) => JSON.stringify(labels)));
    const both = new Set(
      selectorsIn(blue)
        .map((labels) => JSON.stringify(labels))
        .filter((labels) => ofGreen.has(labels)),
    );
    expect([...both].sort()).toEqual(pair.shared.map((labels) => JSON.stringify(labels)).sort());
  });

  test('have alerts and dashboards about themselves alone', () => {
    for (const [objects, name] of [
      [blue, 'blue'],
      [green, 'green'],
    ] as const) {
      const alerts = expressionsIn(objects);
      expect(alerts.length).toBeGreaterThan(4);
      expect(metricsOutside(placeOf(name), alerts)).toEqual([]);
      const board = pair.dashboard(name, placeOf(name));
      const shown = [...values(board)].flatMap(([at, value]) => (at.endsWith('.expression') ? [String(value)] : []));
      expect(shown.length).toBeGreaterThan(4);
      expect(metricsOutside(placeOf(name), shown)).toEqual([]);
      expect([...alerts, ...shown].filter((expression) => ofThePlatform.test(expression))).toEqual([]);
    }
    expect(pair.dashboard('blue', 'blue-place').name).not.toBe(pair.dashboard('green', 'green-place').name);
  });
});
