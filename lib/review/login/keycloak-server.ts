import { z } from 'zod';
import type { RenderedObject, TemplateResource } from '../../rendered';
import { podVariables } from '../pods/pod-variables';
import { setting, settingChanges, turnedOff, turnedOn, type LoginSetting } from './login-settings';
import { letsIn, weakens, type LoginChange } from './login-change';

/** The custom resource of Keycloak's operator, and the type of a task that runs Keycloak outside of the cluster. */
export const keycloakKind = 'k8s.keycloak.org/Keycloak';
export const taskType = 'AWS::ECS::TaskDefinition';

type Options = Readonly<Record<string, string>>;

/** Ways to log in that a server has and did not have. */
export const serverChanges = (before: Options, after: Options): readonly LoginChange[] => {
  const list = (options: Options, name: string) => (options[name] ?? '').split(',').filter(Boolean);
  const kept = list(after, 'features-disabled');
  const opened = [
    ...list(before, 'features-disabled').filter((each) => !kept.includes(each)),
    ...list(after, 'features').filter((each) => !list(before, 'features').includes(each)),
  ];
  return [
    ...(opened.length === 0 ? [] : [letsIn(`enables features: ${[...new Set(opened)].join(', ')}`)]),
    ...settingChanges(settings, before, after),
  ];
};

/** Source: keycloak.org, "All configuration". */
const settings: readonly LoginSetting[] = [
  setting(
    'http-accept-non-normalized-paths',
    turnedOn('lets-in', 'accepts non-normalized paths, which path rules do not match'),
    'false',
  ),
  setting(
    'spi-group--jpa--escape-slashes-in-group-path',
    turnedOff('lets-in', 'accepts a slash in group names, so a/b looks like group b below a'),
    'false',
  ),
  setting('hostname-strict', turnedOff('weakens', 'accepts any host name from requests (hostname-strict)'), 'true'),
];

const serverSchema = z.looseObject({
  spec: z.looseObject({
    hostname: z.looseObject({ strict: z.boolean().default(true) }).optional(),
    features: z
      .looseObject({ disabled: z.array(z.string()).default([]), enabled: z.array(z.string()).default([]) })
      .default({ disabled: [], enabled: [] }),
    additionalOptions: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]),
  }),
});

/** Options of a server in the cluster, by name; undefined for something that is none. */
export function clusterServerOptions(object: RenderedObject): Options | undefined {
  const spec = serverSchema.safeParse(object).data?.spec;
  return (
    spec && {
      ...Object.fromEntries(spec.additionalOptions.map(({ name, value = '' }) => [name, value])),
      'features-disabled': spec.features.disabled.join(),
      features: spec.features.enabled.join(),
      'hostname-strict': String(spec.hostname?.strict ?? true),
    }
  );
}

const taskSchema = z.looseObject({
  ContainerDefinitions: z.array(
    z.looseObject({ Environment: z.array(z.looseObject({ Name: z.string(), Value: z.unknown() })).default([]) }),
  ),
});

/** Options of a server in a task, which are variables like `KC_FEATURES_DISABLED`; undefined for a task without a Keycloak. */
export function taskServerOptions({ Properties }: TemplateResource): Options | undefined {
  const containers = taskSchema.safeParse(Properties).data?.ContainerDefinitions ?? [];
  const named = containers.flatMap(({ Environment }) => Environment).filter(({ Name }) => Name.startsWith('KC_'));
  if (named.length === 0) return undefined;
  const toName = (variable: string) => variable.slice('KC_'.length).replaceAll('_', '-').toLowerCase();
  return Object.fromEntries(named.map(({ Name, Value }) => [toName(Name), typeof Value === 'string' ? Value : '']));
}

/** What keycloak-config-cli removes if it is not in the realm. Source: adorsys/keycloak-config-cli:docs/MANAGED.md. */
const managed: Readonly<Record<string, string>> = {
  IMPORT_MANAGED_CLIENT: 'clients',
  IMPORT_MANAGED_AUTHENTICATIONFLOW: 'steps of a login',
  IMPORT_MANAGED_IDENTITYPROVIDER: 'other providers of logins',
};

/** Ways to log in that a job which applies a realm does not take away any more. */
export function applyingChanges(before: RenderedObject, after: RenderedObject): readonly LoginChange[] {
  const removed = (object: RenderedObject) =>
    Object.entries(podVariables(object) ?? {}).flatMap(([name, value]) =>
      name in managed && value === 'full' ? [name] : [],
    );
  const current = removed(after);
  return removed(before)
    .filter((name) => !current.includes(name))
    .map((name) => weakens(`no longer manages ${managed[name] ?? name}, so manual ones stay`));
}
