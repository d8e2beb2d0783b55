import { z } from 'zod';
import { isWithin } from '../../model/domain-names';
import { objectsOfKind } from '../rendered';
import { renderedZones } from '../rendered-zones';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const routeSchema = z.looseObject({ spec: z.looseObject({ host: z.string().optional() }) });

/** Types of records that lead to a host. */
const leading: readonly string[] = ['A', 'AAAA', 'CNAME'];

/** A host that no name server knows is reached by nobody. Hosts in delegated zones are written there by External DNS and stacks. */
export const publicHostsRule: RenderedRule = {
  id: 'public-hosts',
  holds: 'the host of every Route has a record in a zone file, or is in a zone that a zone file delegates',
  findings: (rendered) => {
    const zones = renderedZones(rendered);
    const named = zones.flatMap(({ records, waiting }) => [...records, ...waiting]);
    const led = new Set(named.flatMap(({ host, type }) => (leading.includes(type) ? [host] : [])));
    const delegated = named.flatMap(({ host, type }) => (type === 'NS' ? [host] : []));
    return objectsOfKind(rendered.objects, 'route.openshift.io/Route').flatMap((route) => {
      const { host } = routeSchema.parse(route).spec;
      if (host === undefined || led.has(host) || delegated.some((zone) => isWithin(host, zone))) return [];
      return [
        {
          place: describeObject(route),
          reason: `${host} has no record in rendered zone files`,
          remedy: 'have its part add one to model/records/made-records.ts, or choose a host of the environment',
        },
      ];
    });
  },
};
