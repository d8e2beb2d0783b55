import { outsidePorts } from './outside-ports';
import type { Tenant } from './tenant';

/** Hosts of a tenant that lead to its ports, and so to no web page. */
export const outsideHosts = (tenant: Pick<Tenant, 'name' | 'services'>): ReadonlySet<string> =>
  new Set(outsidePorts([tenant]).map(({ outside }) => outside.host));
