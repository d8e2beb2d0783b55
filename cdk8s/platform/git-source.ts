/** The Git repository from which Argo CD reads manifests, and the keys whose signatures it requires. */
export interface GitSource {
  /** Address of the repository. */
  readonly url: string;
  /** All addresses that Argo CD may read, including mirrors, so that switching to another address is one change. */
  readonly urls: readonly string[];
  readonly branch: string;
  /** Ids of GPG keys, one of which must have signed the newest commit of the branch; empty if no signature is required. */
  readonly signatureKeys: readonly string[];
}

/**
 * Fields of an AppProject for a source. Argo CD before 3.5 reads `signatureKeys`; later releases treat it as a policy of
 * `sourceIntegrity` for the newest commit. Source: argoproj/argo-cd:docs/user-guide/gpg-verification.md, pull request 25371.
 */
export const projectSource = ({ urls, signatureKeys }: GitSource) => ({
  sourceRepos: urls,
  ...(signatureKeys.length > 0 ? { signatureKeys: signatureKeys.map((keyID) => ({ keyID })) } : {}),
});

/**
 * The field `source` of an Application for a folder of plain manifests. Without `directory`, Argo CD would treat a folder as
 * a Helm chart or a Kustomization if a file in it looks like one. Source:
 * argoproj/argo-cd:docs/user-guide/tool_detection.md.
 */
export const applicationSource = ({ url, branch }: GitSource, path: string) => ({
  repoURL: url,
  targetRevision: branch,
  path,
  directory: { include: '*.yaml' },
});
