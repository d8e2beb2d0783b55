import { z } from 'zod';
import type { RenderedObject } from '../../rendered';
import type { ObjectChange } from '../changes';
import { isClosedService } from '../closed-service';
import { objectsOfKinds } from '../objects-of-kinds';
import type { RenderedSnapshot } from '../rendered-snapshot';
import { routeKind } from '../routes';
import { sourceOpenings, type Opening } from './opening';

const backend = z.looseObject({ name: z.string() });
const routeSchema = z.looseObject({
  host: z.string().optional(),
  path: z.string().default('/'),
  to: backend,
  alternateBackends: z.array(backend).nullish(),
  wildcardPolicy: z.string().default('None'),
  tls: z
    .looseObject({ termination: z.string().optional(), insecureEdgeTerminationPolicy: z.string().optional() })
    .nullish(),
});

type Route = z.output<typeof routeSchema>;

/** Says what a Route opens; `unknown` if it cannot be read. */
export function openedRoute(change: ObjectChange, before: RenderedSnapshot): readonly Opening[] | 'unknown' {
  const { after } = change;
  if (after === undefined) return [];
  const current = routeSchema.safeParse(after.spec).data;
  const old = change.before && routeSchema.safeParse(change.before.spec).data;
  if (current === undefined || (change.before !== undefined && old === undefined)) return 'unknown';
  return [
    ...(old === undefined || old.host !== current.host || services(old).join() !== services(current).join()
      ? newHost(change, current, before)
      : []),
    ...(old === undefined || change.before === undefined ? [] : lessGuarded([old, change.before], [current, after])),
  ];
}

const services = ({ to, alternateBackends }: Route): readonly string[] =>
  [to, ...(alternateBackends ?? [])].map(({ name }) => name);

/** A host that leads to a service which was there before. */
function newHost({ namespace }: ObjectChange, route: Route, before: RenderedSnapshot): readonly Opening[] {
  const inNamespace = (object: RenderedObject) => object.metadata.namespace === namespace;
  const routes = objectsOfKinds(before, new Set([routeKind]))
    .filter(inNamespace)
    .flatMap((object) => routeSchema.safeParse(object.spec).data ?? []);
  const existing = objectsOfKinds(before, new Set(['/Service']))
    .filter(inNamespace)
    .map(({ metadata }) => metadata.name);
  return services(route).flatMap((service): readonly Opening[] => {
    if (isClosedService(service)) return [];
    const leading = routes.filter((each) => services(each).includes(service));
    if (leading.some(({ host }) => host === route.host)) return [];
    if (leading.length > 0)
      return [{ class: 'watch', what: `is another host of service ${namespace}/${service}`, path: ['spec', 'host'] }];
    return existing.includes(service)
      ? [
          {
            class: 'lets-in',
            what: `leads to service ${namespace}/${service}, to which no host led before`,
            path: ['spec', 'to'],
          },
        ]
      : [];
  });
}

type Side = readonly [route: Route, object: RenderedObject];

function lessGuarded([old, before]: Side, [current, after]: Side): readonly Opening[] {
  const tls = ['spec', 'tls'];
  const plain = ({ tls: each }: Route) =>
    each === undefined || each === null || each.insecureEdgeTerminationPolicy === 'Allow';
  const isInside = ({ tls: each }: Route) => each?.termination === 'reencrypt' || each?.termination === 'passthrough';
  const openings: readonly (Opening & { readonly isSo: boolean })[] = [
    {
      isSo: !plain(old) && plain(current),
      class: 'weakens',
      what: 'also serves plain HTTP, and did not',
      path: tls,
    },
    {
      isSo: isInside(old) && !isInside(current),
      class: 'weakens',
      what: 'is no longer encrypted between router and pods',
      path: [...tls, 'termination'],
    },
    {
      isSo: current.wildcardPolicy === 'Subdomain' && old.wildcardPolicy !== 'Subdomain',
      class: 'lets-in',
      what: 'serves all names below the same domain (wildcard)',
      path: ['spec', 'wildcardPolicy'],
    },
    {
      isSo: hstsSeconds(after) < hstsSeconds(before),
      class: 'weakens',
      what: 'has a shorter HSTS lifetime, or none',
      path: ['metadata', 'annotations', hstsHeader],
    },
    {
      isSo: limitNames.some((name) => limitFor(after, name) > limitFor(before, name)),
      class: 'weakens',
      what: 'lets one address ask more than before, or anything',
      path: ['metadata', 'annotations'],
    },
  ];
  return [
    ...openings.filter(({ isSo }) => isSo),
    ...sourceOpenings(allowlist(before), allowlist(after), ['metadata', 'annotations']),
  ];
}

const hstsHeader = 'haproxy.router.openshift.io/hsts_header';

const hstsSeconds = ({ metadata: { annotations } }: RenderedObject): number =>
  Number(/max-age=(\d+)/.exec(annotations[hstsHeader] ?? '')?.[1] ?? 0);

const limitAnnotation = 'haproxy.router.openshift.io/rate-limit-connections';
const limitNames = ['concurrent-tcp', 'rate-tcp', 'rate-http'] as const;

/** How much one address may ask; routers read it only where limits are switched on. */
function limitFor({ metadata: { annotations } }: RenderedObject, name: (typeof limitNames)[number]): number {
  const value = annotations[limitAnnotation] === 'true' ? annotations[`${limitAnnotation}.${name}`] : undefined;
  return value === undefined ? Infinity : Number(value);
}

/** Addresses that may come: routers read the newer annotation, and the older one where that is missing. */
function allowlist({ metadata: { annotations } }: RenderedObject): readonly string[] {
  const prefix = 'haproxy.router.openshift.io/ip_';
  const text = annotations[`${prefix}allowlist`] ?? annotations[`${prefix}whitelist`] ?? '';
  return text.split(/\s+/).filter((part) => part !== '');
}
