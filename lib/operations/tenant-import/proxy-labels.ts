import { knownText } from './imported-text';
import { interpolate } from './compose-interpolation';
import type { RoutedHost } from './hosts-by-port';
import type { ImportedHost } from './imported-application';

/** What labels for a proxy in front of Compose say about a service. */
export interface ProxyLabels {
  readonly hosts: readonly RoutedHost[];
  /**
   * Port of the first server, for hosts that the file leaves to a variable.
   * @default the labels do not say
   */
  readonly port: number | undefined;
  /** Labels that lead to a host which the file leaves to a variable. */
  readonly open: readonly string[];
}

/**
 * Reads rules of Traefik's routers, and the addresses of caddy-docker-proxy. Sources: Traefik, "Routing", "Rules" and "Docker";
 * lucaslorentz/caddy-docker-proxy, "Labels to Caddyfile conversion".
 */
export function proxyLabels(labels: Readonly<Record<string, string>>): ProxyLabels {
  const found = Object.entries(labels).map(([label, raw]) => labelled(label, knownText(interpolate(raw)), raw));
  const servers = new Map(
    found.flatMap(({ name, port }) => (name === undefined || port === undefined ? [] : [[name, port]])),
  );
  const services = new Map(
    found.flatMap(({ name, service }) => (name === undefined || service === undefined ? [] : [[name, service]])),
  );
  const [only] = servers.size === 1 ? servers.values() : [];
  return {
    hosts: found.flatMap(({ name = '', hosts = [] }) =>
      hosts.map((host) => ({ ...host, port: servers.get(services.get(name) ?? name) ?? only })),
    ),
    port: servers.values().next().value,
    open: found.flatMap(({ open = [] }) => open),
  };
}

/** What one label says. */
interface Labelled {
  /** Name of the router, or of the server that it leads to, which is called the same unless `service` says otherwise. */
  readonly name?: string;
  readonly service?: string;
  readonly hosts?: readonly ImportedHost[];
  readonly port?: number;
  readonly open?: readonly string[];
}

function labelled(label: string, value: string | undefined, raw: string): Labelled {
  const [, router, about] = /^traefik\.https?\.routers\.([^.]+)\.(rule|service)$/i.exec(label) ?? [];
  if (router !== undefined && about?.toLowerCase() === 'service')
    return { name: router, service: value?.replace(/@.*$/, '') };
  if (router !== undefined) {
    const hosts = value === undefined ? [] : hostsInRule(value);
    return hosts.length === 0 && /Host\w*\(/.test(raw) ? { open: [label] } : { name: router, hosts };
  }
  const [, server] = /^traefik\.http\.services\.([^.]+)\.loadbalancer\.server\.port$/i.exec(label) ?? [];
  if (server !== undefined) return { name: server, port: toPort(value) };
  const [, site, directive] = /^(caddy(?:_\d+)?)(\.reverse_proxy)?$/.exec(label) ?? [];
  if (site === undefined) return {};
  if (directive !== undefined) return { name: site, port: toPort(/upstreams(?:\s+https?)?\s+(\d+)/.exec(raw)?.[1]) };
  if (value === undefined) return { open: [label] };
  return {
    name: site,
    hosts: value.split(/[\s,]+/).flatMap((each) => toHosts(each.replace(/^https?:\/\//, '').replace(/[:/].*$/, ''))),
  };
}

/** Hosts in `Host(`a`) || Host(`b`) && PathPrefix(`/c`)`, with the paths of all of it. */
function hostsInRule(rule: string): readonly ImportedHost[] {
  const named = (matcher: RegExp) =>
    [...rule.matchAll(matcher)].flatMap(([, list = '']) =>
      [...list.matchAll(/[`"']([^`"']+)[`"']/g)].map(([, one = '']) => one),
    );
  const paths = named(/\b(?:PathPrefix|Path)\(([^)]*)\)/g).filter((path) => path !== '/');
  return named(/\bHost\(([^)]*)\)/g).flatMap((host) => toHosts(host, paths));
}

/** The host if it could be a domain name: a pattern or an address is none. */
const toHosts = (host: string, paths: readonly string[] = []): readonly ImportedHost[] =>
  /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(host) && !/^[\d.]+$/.test(host) ? [{ host: host.toLowerCase(), paths }] : [];

const toPort = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
