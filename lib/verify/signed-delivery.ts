import { z } from 'zod';
import { readPublicKey } from '../../model/openpgp/public-key';
import { qualifiedKind, qualifiedName, objectsOfKind, type Rendered, type RenderedObject } from '../rendered';
import { applicationsIn, deliveryLookup } from './delivered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';
import { renderedTenancy } from './tenancy';

const kinds = z.array(z.object({ group: z.string(), kind: z.string() })).default([]);

const projectSchema = z.looseObject({
  spec: z.looseObject({
    sourceRepos: z.array(z.string()).default([]),
    signatureKeys: z.array(z.object({ keyID: z.string() })).default([]),
    destinations: z.array(z.looseObject({ namespace: z.string().optional() })).default([]),
    clusterResourceWhitelist: kinds,
    namespaceResourceWhitelist: kinds,
  }),
});

type Project = z.output<typeof projectSchema>['spec'] & { readonly object: RenderedObject };

const sourceSchema = z.looseObject({ path: z.string().optional(), repoURL: z.string().default('') });
const keysSchema = z.looseObject({ data: z.record(z.string(), z.string()).default({}) });
const env = z
  .looseObject({ env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]) })
  .default({ env: [] });
const argoSchema = z.looseObject({
  spec: z.looseObject({ repo: env, controller: env, sourceNamespaces: z.array(z.string()).default([]) }),
});

/** API groups whose kinds give permissions or make Applications. */
const withheldGroups = ['*', 'rbac.authorization.k8s.io', 'authorization.openshift.io', 'argoproj.io'];
const withheldKinds = ['*', 'Namespace', 'ResourceQuota', 'LimitRange', 'Secret'];

/**
 * If GPG keys of engineers are rendered, Argo CD only applies commits for the platform that one of them has signed: every
 * AppProject either requires signatures, or only lets its Applications write services into namespaces of tenants. Argo CD skips
 * the check silently if GPG is switched off (argoproj/argo-cd:util/gpg/gpg.go) or a project names no key.
 */
export const signedDeliveryRule: RenderedRule = {
  id: 'signed-delivery',
  holds: 'commits that no engineer has signed can change only services of tenants',
  findings: (rendered) => {
    const keys = objectsOfKind(rendered.objects, '/ConfigMap').filter(
      ({ metadata }) => metadata.name === 'argocd-gpg-keys-cm',
    );
    const projects = objectsOfKind(rendered.objects, 'argoproj.io/AppProject').map((object): Project => ({
      ...projectSchema.parse(object).spec,
      object,
    }));
    if (keys.length === 0) return projects.flatMap(withoutKeys);
    const known = new Set(keys.flatMap((each) => Object.values(keysSchema.parse(each).data).flatMap(signingIds)));
    const repositories = repositoryAddresses(rendered);
    const { namespaceOwner } = renderedTenancy(rendered);
    const within = objectsByProject(rendered);
    return [
      ...keys.flatMap(misnamed),
      ...objectsOfKind(rendered.objects, 'argoproj.io/ArgoCD').flatMap(switchedOff),
      ...projects
        .filter(({ sourceRepos }) => sourceRepos.some((each) => each === '*' || repositories.has(each)))
        .flatMap((project) =>
          project.signatureKeys.length > 0
            ? unknownKeys(project, known)
            : [
                ...unconfined(project, (namespace) => namespaceOwner(namespace) !== undefined),
                ...refused(project, within.get(project.object.metadata.name) ?? []),
              ],
        ),
    ];
  },
};

const finding = (object: RenderedObject, reason: string, remedy: string): RenderedFinding => ({
  place: describeObject(object),
  reason,
  remedy,
});

const signingIds = (armored: string): readonly string[] => {
  const key = readPublicKey(armored);
  return 'reason' in key ? [] : key.signingIds;
};

/** Addresses of the git repositories of Applications that apply a folder; third-party Helm charts are left out. */
const repositoryAddresses = (rendered: Rendered): ReadonlySet<string> =>
  new Set(
    applicationsIn(rendered).flatMap(({ spec }) => {
      const { path, repoURL } = sourceSchema.parse(spec.source);
      return path === undefined ? [] : [repoURL];
    }),
  );

const withoutKeys = ({ object, signatureKeys }: Project): readonly RenderedFinding[] =>
  signatureKeys.length === 0
    ? []
    : [finding(object, 'requires signatures, and Argo CD has no key', 'render the key in argocd-gpg-keys-cm')];

/** Keys in the ConfigMap are named by their key id: Argo CD stops importing at an entry with another name. */
const misnamed = (object: RenderedObject): readonly RenderedFinding[] =>
  Object.entries(keysSchema.parse(object).data).flatMap(([name, armored]) => {
    const key = readPublicKey(armored);
    if ('reason' in key) return [finding(object, `${name} ${key.reason}`, key.remedy)];
    return key.id === name ? [] : [finding(object, `${name} holds the key ${key.id}`, `rename the entry to ${key.id}`)];
  });

function switchedOff(object: RenderedObject): readonly RenderedFinding[] {
  const { sourceNamespaces, ...parts } = argoSchema.parse(object).spec;
  return [
    ...(['repo', 'controller'] as const).flatMap((part) =>
      parts[part].env.some(({ name, value }) => name === 'ARGOCD_GPG_ENABLED' && value === 'true')
        ? []
        : [
            finding(
              object,
              `spec.${part} does not enable checks of signatures, and Argo CD reports no error without them`,
              `set ARGOCD_GPG_ENABLED to true in spec.${part}.env`,
            ),
          ],
    ),
    ...(sourceNamespaces.length > 0
      ? [
          finding(
            object,
            `takes applications from ${sourceNamespaces.join(', ')}, so everybody who may write there can make Applications`,
            'leave sourceNamespaces out',
          ),
        ]
      : []),
  ];
}

const unknownKeys = ({ object, signatureKeys }: Project, known: ReadonlySet<string>): readonly RenderedFinding[] =>
  signatureKeys
    .filter(({ keyID }) => !known.has(keyID))
    .map(({ keyID }) =>
      finding(
        object,
        `takes the word of ${keyID}, which signs with no key in argocd-gpg-keys-cm`,
        'name a key of an engineer, or the subkey that signs',
      ),
    );

/** Permissions of an AppProject without signatures that go beyond services in namespaces of tenants. */
function unconfined(project: Project, isTenants: (namespace: string) => boolean): readonly RenderedFinding[] {
  const { object, destinations, clusterResourceWhitelist, namespaceResourceWhitelist } = project;
  const foreign = destinations.filter(({ namespace = '*' }) => !isTenants(namespace));
  const withheld = namespaceResourceWhitelist.filter(
    ({ group, kind }) => withheldGroups.includes(group) || withheldKinds.includes(kind),
  );
  const remedy = 'name the engineers’ keys in signatureKeys';
  return [
    ...(destinations.length === 0 || foreign.length > 0
      ? [
          finding(
            object,
            `requires no signature, and may write into ${foreign.map(({ namespace = '*' }) => namespace).join(', ') || 'no namespace of a tenant'}`,
            remedy,
          ),
        ]
      : []),
    ...(clusterResourceWhitelist.length > 0
      ? [
          finding(
            object,
            `requires no signature, and may write ${clusterResourceWhitelist.map(({ kind }) => kind).join(', ')} of the cluster`,
            remedy,
          ),
        ]
      : []),
    ...(namespaceResourceWhitelist.length === 0 || withheld.length > 0
      ? [
          finding(
            object,
            `requires no signature, and may write ${withheld.map(({ kind }) => kind).join(', ') || 'every kind'} in its namespaces`,
            `list the kinds of services in namespaceResourceWhitelist, or ${remedy}`,
          ),
        ]
      : []),
  ];
}

/** Rendered objects of the Applications of each AppProject, by name of the project. */
function objectsByProject(rendered: Rendered): ReadonlyMap<string, readonly RenderedObject[]> {
  const applications = applicationsIn(rendered);
  const projects = new Map(applications.map(({ metadata, spec }) => [metadata.name, spec.project]));
  const when = deliveryLookup(applications);
  const found = new Map<string, RenderedObject[]>();
  for (const object of rendered.objects) {
    const project = projects.get(when(object)?.application ?? '');
    if (typeof project !== 'string') continue;
    found.set(project, [...(found.get(project) ?? []), object]);
  }
  return found;
}

/** Rendered objects that the AppProject does not let its Applications write. */
const refused = (
  { object: project, namespaceResourceWhitelist }: Project,
  objects: readonly RenderedObject[],
): readonly RenderedFinding[] =>
  namespaceResourceWhitelist.length === 0
    ? []
    : objects
        .filter(
          (object) =>
            !namespaceResourceWhitelist.some(({ group, kind }) => qualifiedKind(object) === `${group}/${kind}`),
        )
        .map((object) =>
          finding(
            object,
            `Argo CD refuses it: the project ${qualifiedName(project)} lists no ${object.kind}`,
            'list its kind, or render it with the platform',
          ),
        );
