import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { clusterCache } from './cache';
import { definitionSources, type DefinitionSource } from './definition-sources';

/** A program and the Go package that it is built from. */
export interface Program {
  readonly name: string;
  readonly package: string;
  /** Variables of packages that the linker sets, such as a version. */
  readonly set?: Readonly<Record<string, string>>;
}

interface CommonPart {
  readonly name: string;
  /** What does not run without it: every delivery, operators that run for real, an older release, or applications that are tried. */
  readonly neededFor: 'delivery' | 'operators' | 'release 4.17' | 'applications';
  readonly programs: readonly Program[];
  /** What it took on two cores with nothing cached, for whoever waits. */
  readonly minutes: number;
}

/** Programs of one module of ours: `go.mod` and `go.sum` in `parts/<name>` pin all that they are built from. */
export interface PinnedPart extends CommonPart {
  readonly kind: 'pinned';
}

/**
 * Programs of a module that others cannot require, because it replaces its own requirements, or that is changed by the patches in
 * `parts/<name>`, which also holds what is laid into it below `added`. Its own `go.sum` pins what it is built from.
 */
export interface CopiedPart extends CommonPart {
  readonly kind: 'copied';
  readonly module: string;
  readonly version: string;
  /** Of the module's files, as `go.sum` writes it. */
  readonly sum: string;
  /** Files of the module that its programs start, laid beside them. */
  readonly scripts: readonly string[];
  /** Folders of the module, such as its Helm chart, laid beside the programs under their last name. */
  readonly folders?: readonly string[];
  /** Further names by which a program is started, and the program. */
  readonly links: Readonly<Record<string, string>>;
}

/** Definitions of kinds out of modules; files of one source lie in one folder. */
export interface DefinitionsPart extends CommonPart {
  readonly kind: 'definitions';
  readonly sources: readonly DefinitionSource[];
}

export type Part = PinnedPart | CopiedPart | DefinitionsPart;

/** Programs of Kubernetes, which know their version by the linker alone. */
const kubernetes = (version: `1.${number}.${number}`, ...names: readonly string[]): readonly Program[] =>
  names.map((name) => ({
    name,
    package: `k8s.io/kubernetes/cmd/${name}`,
    set: {
      'k8s.io/component-base/version.gitVersion': `v${version}`,
      'k8s.io/component-base/version.gitMajor': '1',
      'k8s.io/component-base/version.gitMinor': version.split('.')[1] ?? '',
    },
  }));

/** What OpenShift 4.20 has: its Kubernetes, and the Argo CD of its GitOps operator; the Kubernetes of 4.17; operators. */
export const parts = [
  {
    kind: 'pinned',
    name: 'control-plane',
    neededFor: 'delivery',
    minutes: 9,
    programs: [
      ...kubernetes('1.33.4', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'),
      { name: 'kwok', package: 'sigs.k8s.io/kwok/cmd/kwok' },
      { name: 'helm', package: 'helm.sh/helm/v3/cmd/helm' },
    ],
  },
  {
    kind: 'copied',
    name: 'argo-cd',
    neededFor: 'delivery',
    minutes: 8,
    module: 'github.com/argoproj/argo-cd/v3',
    version: 'v3.0.11',
    sum: 'h1:TAqk/GEBLevlxmBCR6kSR+fCLRInPic+n8qGg+FvcR4=',
    programs: [
      {
        name: 'argocd',
        package: './cmd',
        set: { 'github.com/argoproj/argo-cd/v3/common.version': '3.0.11' },
      },
    ],
    scripts: ['hack/git-verify-wrapper.sh', 'hack/gpg-wrapper.sh'],
    links: Object.fromEntries(
      ['repo-server', 'application-controller', 'server', 'git-ask-pass', 'k8s-auth'].map((name) => [
        `argocd-${name}`,
        'argocd',
      ]),
    ),
  },
  {
    kind: 'pinned',
    name: 'pebble',
    neededFor: 'operators',
    minutes: 1,
    programs: [
      { name: 'pebble', package: 'github.com/letsencrypt/pebble/v2/cmd/pebble' },
      { name: 'resolver', package: './resolver' },
    ],
  },
  {
    kind: 'copied',
    name: 'external-secrets',
    neededFor: 'operators',
    minutes: 5,
    module: 'github.com/external-secrets/external-secrets',
    version: 'v0.18.2',
    sum: 'h1:uTGUkEeclsLu93SkhToDGBs8+aaSwkstLWIQ3g21ZMI=',
    // Its chart has its name.
    programs: [{ name: 'manager', package: '.' }],
    scripts: [],
    folders: ['deploy/charts/external-secrets'],
    links: {},
  },
  {
    kind: 'copied',
    name: 'cert-manager',
    neededFor: 'operators',
    minutes: 5,
    module: 'github.com/cert-manager/cert-manager',
    version: 'v1.18.2',
    sum: 'h1:H2P75ycGcTMauV3gvpkDqLdS3RSXonWF2S49QGA1PZE=',
    programs: ['controller', 'webhook'].map((name) => ({ name, package: `./commons/${name}` })),
    scripts: [],
    folders: ['deploy/charts/cert-manager'],
    links: {},
  },
  {
    kind: 'copied',
    name: 'external-dns',
    neededFor: 'operators',
    minutes: 5,
    module: 'sigs.k8s.io/external-dns',
    version: 'v0.18.0',
    sum: 'h1:JFzFpbmRRP6zs/sNOQvdhDfhfx2hXzlf67Wgb5IOTRQ=',
    // Its chart has its name.
    programs: [{ name: 'manager', package: '.' }],
    scripts: [],
    folders: ['charts/external-dns'],
    links: {},
  },
  {
    kind: 'definitions',
    name: 'definitions',
    neededFor: 'delivery',
    minutes: 1,
    programs: [],
    sources: definitionSources,
  },
  {
    kind: 'copied',
    name: 'cloudnative-pg',
    neededFor: 'operators',
    minutes: 4,
    module: 'github.com/cloudnative-pg/cloudnative-pg',
    version: 'v1.27.0',
    sum: 'h1:mp0zlYO4vKAJmQdArWORWKr1lmB4Hj8JeBQGX5RBnpg=',
    programs: [{ name: 'manager', package: './cmd/manager' }],
    scripts: [],
    folders: ['config/rbac', 'config/webhook'],
    links: {},
  },
  {
    // Of February 2026: no other is served. Its fork of Kubernetes is not, so it is built from the published modules.
    kind: 'copied',
    name: 'machine-api',
    neededFor: 'operators',
    minutes: 4,
    module: 'github.com/openshift/machine-api-operator',
    version: 'v0.2.1-0.20260226113419-88465550a74b',
    sum: 'h1:LtHX/qyWHCOf/KqTAUHZOi4Q7cKErhm9f4jGYW4o2sk=',
    programs: [{ name: 'machineset-controller', package: './cmd/machineset' }],
    scripts: [],
    folders: ['install'],
    links: {},
  },
  {
    kind: 'copied',
    name: 'velero',
    neededFor: 'operators',
    minutes: 5,
    module: 'github.com/vmware-tanzu/velero',
    version: 'v1.16.1',
    sum: 'h1:T9Jdt/6Jl1x+nT+OCCyOBtiakCdInHZAB3qU/jH6yGg=',
    programs: [{ name: 'velero', package: './cmd/velero' }],
    scripts: [],
    links: {},
  },
  {
    kind: 'copied',
    name: 'velero-plugin-for-aws',
    neededFor: 'operators',
    minutes: 1,
    module: 'github.com/vmware-tanzu/velero-plugin-for-aws',
    version: 'v1.14.3',
    sum: 'h1:3WuiNvatCGXWp/TfeH9e5LAq4skGMHUDxRMeej2FCAM=',
    programs: [{ name: 'velero-plugin-for-aws', package: './velero-plugin-for-aws' }],
    scripts: [],
    links: {},
  },
  {
    kind: 'pinned',
    name: 'control-plane-4.17',
    neededFor: 'release 4.17',
    minutes: 6,
    programs: kubernetes('1.30.14', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'),
  },
  {
    kind: 'copied',
    name: 'gitea',
    neededFor: 'applications',
    minutes: 10,
    module: 'code.gitea.io/gitea',
    version: 'v1.26.0',
    sum: 'h1:fJP9dqLbzKrKWUVnCVTfVersZdVDuyJQLEDzCAOmKKA=',
    programs: [
      {
        name: 'gitea',
        package: '.',
        // Where its image would have the files in the program itself.
        set: { 'code.gitea.io/gitea/modules/setting.StaticRootPath': '/app/gitea' },
      },
    ],
    scripts: [],
    folders: ['options', 'public', 'templates', 'docker/rootless'],
    links: {},
  },
] as const satisfies readonly Part[];

/** Where the files of a part lie in the repository. */
export const filesOf = (part: string): string => resolve(__dirname, '../parts', part);

/** Where a part lies once it is built; another version, sum, flag or patch has another folder. */
export function folderOf(part: Part): string {
  // Not how long it took and who needs it, which change nothing.
  const digest = createHash('sha256').update(JSON.stringify({ ...part, minutes: undefined, neededFor: undefined }));
  if (part.kind !== 'definitions') for (const file of listed(filesOf(part.name))) digest.update(readFileSync(file));
  return join(clusterCache, `${part.name}-${digest.digest('hex').slice(0, 12)}`);
}

const listed = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** Parts that are not built yet, of all or of those without which nothing is delivered. */
export const missingParts = (neededFor?: Part['neededFor']): readonly Part[] =>
  parts.filter((part) => (neededFor ?? part.neededFor) === part.neededFor && !existsSync(folderOf(part)));

/** A program of a part that is built. */
export const programOf = (part: (typeof parts)[number]['name'], program: string): string =>
  join(...parts.filter(({ name }) => name === part).map(folderOf), program);
