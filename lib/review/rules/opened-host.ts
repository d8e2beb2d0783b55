import type { ObjectChange } from '../changes';
import type { Comparison } from '../comparison';
import { exampleManifest } from '../example-files';
import { openedController } from '../openings/opened-controller';
import { openedRoute } from '../openings/opened-route';
import { openedService } from '../openings/opened-service';
import type { Opening } from '../openings/opening';
import { routeKind } from '../routes';
import type { ReviewRule } from '../review-rule';
import { objectSubject } from '../subjects';

/** Hosts, balancers and services that more people reach than before. */
export const openedHostRule: ReviewRule = {
  id: 'opened-host',
  finds: 'a host, load balancer or service that more people can reach, or over a less protected connection',
  class: 'lets-in',
  why: 'What was internal may not be hardened for the internet: no login, no rate limits, missing updates.',
  remedy:
    'Keep it internal, or list the addresses that need it; make sure that the application is fit for the public internet.',
  dangerous: { before: service('ClusterIP'), after: service('LoadBalancer') },
  harmless: {
    before: service('LoadBalancer', ['10.0.0.0/16']),
    after: service('LoadBalancer', ['10.0.128.0/17', '10.0.0.0/17']),
  },
  findings: (comparison) =>
    comparison.before.files.size === 0
      ? []
      : comparison.objects.flatMap((change) =>
          openingsIn(change, comparison).map(({ class: danger, what, path }) => ({
            class: danger,
            layer: 'cluster' as const,
            subject: objectSubject(change),
            what,
            targets: [{ change, path }],
          })),
        ),
};

/** What is said of an object that cannot be read. */
const unjudged: Opening = { class: 'watch', what: 'could not be judged, because it cannot be read', path: [] };

function openingsIn(change: ObjectChange, { before }: Comparison): readonly Opening[] {
  const found = readOpenings(change, before);
  return found === 'unknown' ? [unjudged] : found;
}

function readOpenings(change: ObjectChange, before: Comparison['before']): readonly Opening[] | 'unknown' {
  switch (change.kind) {
    case routeKind:
      return openedRoute(change, before);
    case 'operator.openshift.io/IngressController':
      return openedController(change);
    case '/Service':
      return openedService(change);
    default:
      return [];
  }
}

function service(type: string, loadBalancerSourceRanges: readonly string[] = []): ReviewRule['dangerous']['before'] {
  return exampleManifest('wiki/web', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'wiki' },
    spec: { type, loadBalancerSourceRanges },
  });
}
