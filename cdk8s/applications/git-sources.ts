import type { Environment } from '../../model/environment';
import type { GitSource } from '../platform/git-source';

/** What the platform follows: the branch that engineers move, if they sign. */
export function platformSource(environment: Environment): GitSource {
  const { repository, signingKeys } = environment;
  const { delivery } = repository;
  return {
    ...tenantSource(environment),
    branch: 'signedBy' in delivery ? delivery.branch : repository.branch,
    signatureKeys: signingKeys.flatMap(({ signingIds }) => signingIds),
  };
}

/** What services of tenants follow: whatever is merged. */
export function tenantSource({ repository: { url, branch, mirror, follow } }: Environment): GitSource {
  const copy = 'url' in mirror ? mirror.url : undefined;
  return {
    url: follow === 'mirror' ? (copy ?? url) : url,
    urls: copy === undefined ? [url] : [url, copy],
    branch,
    signatureKeys: [],
  };
}
