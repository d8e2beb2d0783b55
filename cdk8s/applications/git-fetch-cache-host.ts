import type { Environment } from '../../model/environment';
import { hostsServedBy } from '../../model/kinds/host-claims';
import { servedHostName } from '../../model/kinds/served-hosts';

/** Returns the host of the git-fetch-cache in front of the environment's GitLab; undefined if no tenant runs one. */
export const gitFetchCacheHost = ({ gitlab, tenants }: Environment): string | undefined =>
  tenants.flatMap((tenant) =>
    tenant.services.flatMap((service) =>
      gitlab !== undefined && service.answersFetchesOf === `https://${gitlab.host}`
        ? hostsServedBy(service, tenant.hosts).map(servedHostName)
        : [],
    ),
  )[0];
