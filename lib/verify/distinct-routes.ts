import { z } from 'zod';
import { objectsOfKind, type Rendered } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const routeSchema = z.looseObject({
  spec: z.looseObject({ host: z.string().optional(), path: z.string().default('/') }),
});

/** Of two Routes with the same host and path the routers take the older one, so what answers would depend on history. */
export const distinctRoutesRule: RenderedRule = {
  id: 'distinct-routes',
  holds: 'no two Routes have the same host and path, and a host is in one namespace',
  findings: ({ objects }: Rendered) => {
    const routes = objectsOfKind(objects, 'route.openshift.io/Route').flatMap((route) => {
      const { host, path } = routeSchema.parse(route).spec;
      // Without a host the routers make one of the names of the Route and its namespace.
      return host === undefined ? [] : [{ route, host, path: path.replace(/(?<=.)\/+$/, '') }];
    });
    const addresses = new Map<string, (typeof routes)[number]>();
    const hosts = new Map<string, (typeof routes)[number]>();
    return routes.flatMap((each) => {
      const { route, host, path } = each;
      const same = addresses.get(`${host}${path}`);
      const first = hosts.get(host);
      addresses.set(`${host}${path}`, same ?? each);
      hosts.set(host, first ?? each);
      const place = describeObject(route);
      if (same !== undefined)
        return [
          {
            place,
            reason: `has ${host}${path}, as ${describeObject(same.route)} has`,
            remedy: 'let one of them have it',
          },
        ];
      return first === undefined || first.route.metadata.namespace === route.metadata.namespace
        ? []
        : [
            {
              place,
              reason: `has a path of ${host}, which ${describeObject(first.route)} has in another namespace: the routers refuse it`,
              remedy: 'let services of one tenant answer all paths of a host',
            },
          ];
    });
  },
};
