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
  /** What does not run without it: every delivery, or operators that run for real. */
  readonly neededFor: 'delivery' | 'operators';
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

const kubernetes = 'v1.33.4';
const versioned = {
  'k8s.io/component-base/version.gitVersion': kubernetes,
  'k8s.io/component-base/version.gitMajor': '1',
  'k8s.io/component-base/version.gitMinor': '33',
};

/** What OpenShift 4.20 has: its Kubernetes, and the Argo CD of its GitOps operator. */
export const parts = [
  {
    kind: 'pinned',
    name: 'control-plane',
    neededFor: 'delivery',
    minutes: 9,
    programs: [
      ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'].map((name) => ({
        name,
        package: `k8s.io/kubernetes/cmd/${name}`,
        set: versioned,
      })),
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
