import { parse } from 'yaml';
import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../rendered';

/** A group that decides what somebody may do. */
export interface DecidingGroup {
  /** Which field of the object names it. */
  readonly field: string;
  readonly name: string;
  /** Whose group it is: OpenShift's own, or single sign-on's as a claim carries it. */
  readonly of: 'openshift' | 'single sign-on';
}

/** Groups by which an object lets people do something. */
export const decidingGroups = (object: RenderedObject): readonly DecidingGroup[] => [
  ...(ofKinds[qualifiedKind(object)]?.(object) ?? []),
  ...variables(object).flatMap(groupsOfVariable),
  ...documents(object).flatMap(groupsOfDocument),
];

const openshift = (field: string, names: readonly string[]): readonly DecidingGroup[] =>
  names.map((name) => ({ field, name, of: 'openshift' }));

const claimed = (field: string, names: readonly string[]): readonly DecidingGroup[] =>
  names.map((name) => ({ field, name, of: 'single sign-on' }));

const texts = z.array(z.string()).default([]);

const bindingSchema = z.looseObject({
  subjects: z.array(z.looseObject({ kind: z.string(), name: z.string() })).default([]),
});
const argoCdSchema = z.looseObject({
  spec: z.looseObject({ rbac: z.looseObject({ policy: z.string().default('') }).default({ policy: '' }) }),
});
const projectSchema = z.looseObject({
  spec: z.looseObject({ roles: z.array(z.looseObject({ groups: texts })).default([]) }),
});
const lokiSchema = z.looseObject({
  spec: z.looseObject({
    tenants: z.looseObject({ openshift: z.looseObject({ adminGroups: texts }).optional() }).optional(),
  }),
});

const bindingGroups = (object: RenderedObject) =>
  openshift(
    'subjects',
    bindingSchema.parse(object).subjects.flatMap(({ kind, name }) => (kind === 'Group' ? [name] : [])),
  );

/** Argo CD and Loki ask OpenShift for people's groups. */
const ofKinds: Readonly<Record<string, (object: RenderedObject) => readonly DecidingGroup[]>> = {
  'rbac.authorization.k8s.io/ClusterRoleBinding': bindingGroups,
  'rbac.authorization.k8s.io/RoleBinding': bindingGroups,
  'argoproj.io/ArgoCD': (object) =>
    openshift('spec.rbac.policy', argoSubjects(argoCdSchema.parse(object).spec.rbac.policy)),
  'argoproj.io/AppProject': (object) =>
    openshift(
      'spec.roles',
      projectSchema.parse(object).spec.roles.flatMap(({ groups }) => groups),
    ),
  'loki.grafana.com/LokiStack': (object) =>
    openshift(
      'spec.tenants.openshift.adminGroups',
      lokiSchema.parse(object).spec.tenants?.openshift?.adminGroups ?? [],
    ),
};

/** Whom lines `g, <group>, <role>` and `p, <group>, …` are about; roles of the policy itself begin with `role:`. */
const argoSubjects = (policy: string): readonly string[] =>
  policy
    .split('\n')
    .map((line) => line.split(',').map((part) => part.trim()))
    .flatMap(([letter = '', subject = '']) =>
      ['g', 'p'].includes(letter) && !/^(role|proj):/.test(subject) ? [subject.replaceAll('"', '')] : [],
    );

/** Variables by which programs let in groups of the claim, and what stands between two groups. */
const groupVariables: Readonly<Record<string, RegExp>> = {
  // hedgedoc/hedgedoc:docs/content/configuration.md
  CMD_OAUTH2_ACCESS_ROLE: /\n/,
  // oauth2-proxy/oauth2-proxy:docs/docs/configuration/overview.md
  OAUTH2_PROXY_ALLOWED_GROUPS: /,/,
  OAUTH2_PROXY_ALLOWED_GROUP: /,/,
  // grafana/grafana:docs/sources/setup-grafana/configure-access/configure-authentication/generic-oauth
  GF_AUTH_GENERIC_OAUTH_ALLOWED_GROUPS: /[\s,]+/,
};

const environmentSchema = z.looseObject({
  env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]),
});

const groupsOfVariable = ([name, value]: readonly [string, string]): readonly DecidingGroup[] => {
  const between = groupVariables[name];
  return between === undefined
    ? []
    : claimed(
        name,
        value.split(between).filter((group) => group !== ''),
      );
};

/** Variables of every container, wherever in the object it stands, and entries of what containers get theirs from. */
function variables(value: unknown): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) return value.flatMap(variables);
  if (typeof value !== 'object' || value === null) return [];
  const { env } = ('env' in value ? environmentSchema.safeParse(value).data : undefined) ?? { env: [] };
  return [
    ...env.map((each) => [each.name, each.value ?? ''] as const),
    ...Object.entries(value).flatMap(([key, inner]): readonly (readonly [string, string])[] =>
      typeof inner === 'string' ? (key in groupVariables ? [[key, inner]] : []) : variables(inner),
    ),
  ];
}

/** Keys of GitLab's OpenID Connect provider. Source: gitlabhq/gitlabhq:doc/administration/auth/oidc.md. */
const gitlabKeys: readonly string[] = ['required_groups', 'external_groups', 'auditor_groups', 'admin_groups'];

const dataSchema = z.record(z.string(), z.string()).default({});
const templateSchema = z.looseObject({
  data: dataSchema.catch({}),
  spec: z
    .looseObject({
      target: z.looseObject({ template: z.looseObject({ data: dataSchema }).optional() }).optional(),
    })
    .optional()
    .catch(undefined),
});

/** Texts of ConfigMaps, and of the templates by which Secrets are made. */
function documents(object: RenderedObject): readonly string[] {
  if (!['/ConfigMap', 'external-secrets.io/ExternalSecret'].includes(qualifiedKind(object))) return [];
  const { data, spec } = templateSchema.parse(object);
  return [...Object.values(data), ...Object.values(spec?.target?.template?.data ?? {})];
}

const groupsOfDocument = (text: string): readonly DecidingGroup[] =>
  gitlabKeys.some((key) => text.includes(key)) ? groupsBelow(tryParseYaml(text)) : [];

function groupsBelow(value: unknown): readonly DecidingGroup[] {
  if (Array.isArray(value)) return value.flatMap(groupsBelow);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    gitlabKeys.includes(key) ? claimed(key, texts.catch([]).parse(inner)) : groupsBelow(inner),
  );
}

function tryParseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // A document in another language has none of GitLab's keys as keys.
    return undefined;
  }
}
