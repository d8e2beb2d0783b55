import type { RoutedHost } from './hosts-by-port';
import type { InputNode } from './input-node';
import type { ManifestIndex } from './manifest-index';

/** A host and a path that lead to a Service. */
export interface ManifestRoute {
  readonly host: string;
  /** Undefined for all paths. */
  readonly path: string | undefined;
  readonly service: string;
  /** Number or name of the port of the Service, if it is said. */
  readonly port: string | undefined;
}

/** Hosts of Ingresses, Routes and HTTPRoutes. */
export const manifestRoutes = (index: ManifestIndex): readonly ManifestRoute[] => [
  ...index.ofKind('Ingress').flatMap(ingressRoutes),
  ...index.ofKind('Route').flatMap(openShiftRoutes),
  ...index.ofKind('HTTPRoute').flatMap(gatewayRoutes),
];

/** The hosts among routes, each with the port of the container to which `toPort` says that it leads. */
export const routedHosts = (
  routes: readonly ManifestRoute[],
  toPort: (route: ManifestRoute) => number | undefined,
): readonly RoutedHost[] =>
  routes
    .filter(({ host }) => host.includes('.') && !host.includes('*'))
    .map((route) => ({ host: route.host, paths: route.path === undefined ? [] : [route.path], port: toPort(route) }));

const ingressRoutes = (ingress: InputNode): readonly ManifestRoute[] =>
  (ingress.find('spec', 'rules')?.items ?? []).flatMap((rule) =>
    (rule.find('http', 'paths')?.items ?? []).flatMap((each) => {
      const backend = each.find('backend');
      const service = backend?.textAt('service', 'name') ?? backend?.textAt('serviceName');
      const port =
        backend?.textAt('service', 'port', 'number') ??
        backend?.textAt('service', 'port', 'name') ??
        backend?.textAt('servicePort');
      return service === undefined
        ? []
        : [{ host: rule.textAt('host') ?? '', path: toPath(each.textAt('path')), service, port }];
    }),
  );

const openShiftRoutes = (route: InputNode): readonly ManifestRoute[] => {
  const service = route.textAt('spec', 'to', 'name');
  if (service === undefined) return [];
  return [
    {
      host: route.textAt('spec', 'host') ?? '',
      path: toPath(route.textAt('spec', 'path')),
      service,
      port: route.textAt('spec', 'port', 'targetPort'),
    },
  ];
};

const gatewayRoutes = (route: InputNode): readonly ManifestRoute[] => {
  const hosts = route.find('spec', 'hostnames')?.texts ?? [];
  return (route.find('spec', 'rules')?.items ?? []).flatMap((rule) => {
    const matches = rule.find('matches')?.items.map((match) => toPath(match.textAt('path', 'value'))) ?? [];
    const paths = matches.length === 0 ? [undefined] : matches;
    return (rule.find('backendRefs')?.items ?? []).flatMap((backend) => {
      const service = backend.textAt('name');
      if (service === undefined) return [];
      return (hosts.length === 0 ? [''] : hosts).flatMap((host) =>
        paths.map((path) => ({ host, path, service, port: backend.textAt('port') })),
      );
    });
  });
};

/** A path below the root; undefined for the root, also as the patterns that controllers take. */
function toPath(path: string | undefined): string | undefined {
  const [plain = ''] = /^[A-Za-z0-9._~/-]*/.exec(path ?? '') ?? [];
  const trimmed = plain.replace(/\/+$/, '');
  return trimmed === '' ? undefined : trimmed;
}
