import type { Environment } from '../../model/environment';

/** Host of the cache that answers fetches in the place of the environment's GitLab, if a tenant runs one. */
export const gitFetchCacheHost = ({ gitlab, tenants }: Environment): string | undefined =>
  tenants.flatMap((tenant) =>
    tenant.services.flatMap((service) =>
      gitlab !== undefined && service.answersFetchesOf === `https://${gitlab.host}`
        ? (service.hosts ?? tenant.hosts)
        : [],
    ),
  )[0];
