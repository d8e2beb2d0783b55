import type { Environment } from '../../model/environment';
import { routedHosts } from '../../model/routed-hosts';

/** Returns the host of the git-fetch-cache in front of the environment's GitLab; undefined if no tenant runs one. */
export const gitFetchCacheHost = ({ gitlab, tenants }: Environment): string | undefined =>
  tenants.flatMap((tenant) =>
    tenant.services.flatMap((service) =>
      gitlab !== undefined && service.answersFetchesOf === `https://${gitlab.host}` ? routedHosts(service, tenant) : [],
    ),
  )[0];
