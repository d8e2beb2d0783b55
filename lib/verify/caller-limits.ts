import { originCallersMetadata } from '../../constructs/network/origin-callers';
import { objectsOfKind, resourcesOfType } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const annotation = 'haproxy.router.openshift.io/rate-limit-connections';

/** The routers count by the address that a connection comes from, which behind a CDN is the CDN's for everybody. */
export const callerLimitsRule: RenderedRule = {
  id: 'caller-limits',
  holds: 'no Route limits what one address may ask while a CDN is in front, and one that does says how much',
  findings: ({ objects, resources }) => {
    const behindCdn = resourcesOfType(resources, 'AWS::EC2::VPC').some(
      ({ resource }) => originCallersMetadata in resource.Metadata,
    );
    return objectsOfKind(objects, 'route.openshift.io/Route').flatMap((route) => {
      const { annotations } = route.metadata;
      const figures = Object.entries(annotations).filter(([name]) => name.startsWith(`${annotation}.`));
      const place = describeObject(route);
      if (annotations[annotation] === undefined && figures.length === 0) return [];
      if (behindCdn) {
        return [
          {
            place,
            reason: 'limits what one address may ask, and would count the CDN as one caller',
            remedy: `take ${annotation} away, and limit callers at the CDN`,
          },
        ];
      }
      // The routers read a figure only where this is true, and leave one out that is no number.
      const isRead = annotations[annotation] === 'true' && figures.some(([, value]) => /^\d+$/.test(value));
      return isRead
        ? []
        : [
            {
              place,
              reason: 'has limits that the routers do not read',
              remedy: `write ${annotation}: 'true' and whole numbers beside it`,
            },
          ];
    });
  },
};
