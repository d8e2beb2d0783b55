import { z } from 'zod';
import { qualifiedKind, objectsOfKind, type Rendered, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * OpenShift's routers append the caller's address to `X-Forwarded-For`, whose first address a client can forge. Keycloak uses
 * that first address. So a Route to Keycloak replaces the header, or allows only the CDN's addresses; and a Route that takes the
 * address from another header allows only the CDN too.
 * Sources: openshift/router:images/router/haproxy/conf/haproxy-config.template; Keycloak, "Configuring a reverse proxy".
 */
export const clientAddressesRule: RenderedRule = {
  id: 'client-addresses',
  holds: 'no client can forge the address that Keycloak or a service sees',
  findings: (rendered) => {
    const keycloaks = namespacesOfKeycloak(rendered);
    return objectsOfKind(rendered.objects, 'route.openshift.io/Route').flatMap((route) =>
      routeFindings(route, keycloaks.has(route.metadata.namespace ?? '')),
    );
  },
};

const keycloakSchema = z.looseObject({ spec: z.looseObject({ proxy: z.looseObject({ headers: z.string() }) }) });

const namespacesOfKeycloak = ({ objects }: Rendered): ReadonlySet<string> =>
  new Set(
    objects
      .filter(
        (object) => qualifiedKind(object) === 'k8s.keycloak.org/Keycloak' && keycloakSchema.safeParse(object).success,
      )
      .map(({ metadata }) => metadata.namespace ?? ''),
  );

const routeSchema = z.looseObject({
  httpHeaders: z
    .looseObject({
      actions: z
        .looseObject({
          request: z
            .array(
              z.looseObject({
                name: z.string(),
                action: z.looseObject({ set: z.looseObject({ value: z.string() }).optional() }),
              }),
            )
            .default([]),
        })
        .default({ request: [] }),
    })
    .default({ actions: { request: [] } }),
});

const annotation = 'haproxy.router.openshift.io';

function routeFindings(route: RenderedObject, toKeycloak: boolean): readonly RenderedFinding[] {
  const { annotations } = route.metadata;
  const closed = (annotations[`${annotation}/ip_allowlist`] ?? '') !== '';
  const policy = annotations[`${annotation}/set-forwarded-headers`] ?? 'append';
  const borrowed = routeSchema
    .parse(route.spec)
    .httpHeaders.actions.request.some(
      ({ name, action }) =>
        name.toLowerCase() === 'x-forwarded-for' && (action.set?.value.includes('req.hdr') ?? false),
    );
  const place = describeObject(route);
  return [
    ...(toKeycloak && (policy === 'append' || (policy !== 'replace' && !closed))
      ? [
          {
            place,
            reason: `it leads to Keycloak and its policy for forwarded headers is ${policy}, so a client can forge the first address`,
            remedy: `set ${annotation}/set-forwarded-headers: replace, or allow only a CDN that overwrites these headers`,
          },
        ]
      : []),
    ...(borrowed && !closed
      ? [
          {
            place,
            reason: 'it takes the client’s address from a header that any client can write',
            remedy: `allow only the CDN’s addresses, with ${annotation}/ip_allowlist`,
          },
        ]
      : []),
  ];
}
