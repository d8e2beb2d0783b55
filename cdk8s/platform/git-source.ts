/** Where an application's manifests come from, and whose word Argo CD takes for them. */
export interface GitSource {
  /** Address of the repository. */
  readonly url: string;
  /** Every address it may be read from: also those that are not followed now, so that following another is one change. */
  readonly urls: readonly string[];
  readonly branch: string;
  /** Ids of keys of GPG, by one of which the newest commit of the branch is signed; empty where anybody's commit counts. */
  readonly signatureKeys: readonly string[];
}

/**
 * What a project of Argo CD says of a source. Before 3.5 Argo CD reads `signatureKeys`, and later ones take it for a policy of
 * `sourceIntegrity` that looks at the newest commit. Source: argoproj/argo-cd:docs/user-guide/gpg-verification.md, pull request
 * 25371.
 */
export const projectSource = ({ urls, signatureKeys }: GitSource) => ({
  sourceRepos: urls,
  ...(signatureKeys.length > 0 ? { signatureKeys: signatureKeys.map((keyID) => ({ keyID })) } : {}),
});

/**
 * The folder that an application applies: plain manifests. Without `directory` Argo CD takes a folder for a chart or a
 * Kustomization as soon as a file in it looks like one. Source: argoproj/argo-cd:docs/user-guide/tool_detection.md.
 */
export const applicationSource = ({ url, branch }: GitSource, path: string) => ({
  repoURL: url,
  targetRevision: branch,
  path,
  directory: { include: '*.yaml' },
});
