import type { Environment } from '../../model/environment';
import type { GitSource } from '../platform/git-source';

/**
 * Returns the source of the platform's own applications: the signed branch if engineers sign, else the branch people merge into.
 */
export function platformSource(environment: Environment): GitSource {
  const { repository, signingKeys } = environment;
  const { delivery } = repository;
  return {
    ...tenantSource(environment),
    branch: 'signedBy' in delivery ? delivery.branch : repository.branch,
    signatureKeys: signingKeys.flatMap(({ signingIds }) => signingIds),
  };
}

/** Returns the source of the tenants' services: the branch people merge into, without signatures. */
export function tenantSource({ repository: { url, branch, mirror, follow } }: Environment): GitSource {
  const copy = 'url' in mirror ? mirror.url : undefined;
  return {
    url: follow === 'mirror' ? (copy ?? url) : url,
    urls: copy === undefined ? [url] : [url, copy],
    branch,
    signatureKeys: [],
  };
}
