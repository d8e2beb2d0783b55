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
 * `parts/<name>`. Its own `go.sum` pins what it is built from.
 */
export interface CopiedPart extends CommonPart {
  readonly kind: 'copied';
  readonly module: string;
  readonly version: string;
  /** Of the module's files, as `go.sum` writes it. */
  readonly sum: string;
  /** Files of the module that its programs start, laid beside them. */
  readonly scripts: readonly string[];
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
  { kind: 'definitions', name: 'definitions', minutes: 1, programs: [], sources: definitionSources },
] as const satisfies readonly Part[];

/** Where the files of a part lie in the repository. */
export const filesOf = (part: string): string => resolve(__dirname, '../parts', part);

/** Where a part lies once it is built; another version, sum, flag or patch has another folder. */
export function folderOf(part: Part): string {
  // Not how long it took, which changes nothing.
  const digest = createHash('sha256').update(JSON.stringify({ ...part, minutes: undefined }));
  if (part.kind !== 'definitions') {
    for (const file of readdirSync(filesOf(part.name)).sort())
      digest.update(readFileSync(join(filesOf(part.name), file)));
  }
  return join(clusterCache, `${part.name}-${digest.digest('hex').slice(0, 12)}`);
}

/** Parts that are not built yet. */
export const missingParts = (): readonly Part[] => parts.filter((part) => !existsSync(folderOf(part)));

/** A program of a part that is built. */
export const programOf = (part: (typeof parts)[number]['name'], program: string): string =>
  join(...parts.filter(({ name }) => name === part).map(folderOf), program);
