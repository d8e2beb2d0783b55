import { knownText } from './imported-text';
import { interpolate } from './compose-interpolation';
import type { ImportedHost } from './imported-application';

/** What labels for a proxy in front of Compose say about a service. */
export interface ProxyLabels {
  readonly hosts: readonly ImportedHost[];
  /**
   * Port of the service.
   * @default the labels do not say
   */
  readonly port?: number;
  /** Labels that lead to a host which the file leaves to a variable. */
  readonly open: readonly string[];
}

/**
 * Reads rules of Traefik's routers, and the addresses of caddy-docker-proxy. Sources: Traefik, "Routing", "Rules";
 * lucaslorentz/caddy-docker-proxy, "Labels to Caddyfile conversion".
 */
export function proxyLabels(labels: Readonly<Record<string, string>>): ProxyLabels {
  const found = Object.entries(labels).map(([label, raw]) => labelled(label, knownText(interpolate(raw)), raw));
  return {
    hosts: joined(found.flatMap(({ hosts = [] }) => hosts)),
    port: found.find(({ port }) => port !== undefined)?.port,
    open: found.flatMap(({ open = [] }) => open),
  };
}

function labelled(label: string, value: string | undefined, raw: string): Partial<ProxyLabels> {
  if (/^traefik\.(http|https)\.routers\.[^.]+\.rule$/i.test(label)) {
    const hosts = value === undefined ? [] : hostsInRule(value);
    return hosts.length === 0 && /Host\w*\(/.test(raw) ? { open: [label] } : { hosts };
  }
  if (/^traefik\.http\.services\.[^.]+\.loadbalancer\.server\.port$/i.test(label)) return { port: toPort(value) };
  if (/^caddy(_\d+)?$/.test(label)) {
    if (value === undefined) return { open: [label] };
    return {
      hosts: value.split(/[\s,]+/).flatMap((each) => toHosts(each.replace(/^https?:\/\//, '').replace(/[:/].*$/, ''))),
    };
  }
  if (/^caddy(_\d+)?\.reverse_proxy$/.test(label)) {
    return { port: toPort(/upstreams(?:\s+https?)?\s+(\d+)/.exec(raw)?.[1]) };
  }
  return {};
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

/** A host once, with the paths of all rules unless one has none. */
function joined(hosts: readonly ImportedHost[]): readonly ImportedHost[] {
  return [...new Set(hosts.map(({ host }) => host))].map((host) => {
    const same = hosts.filter((each) => each.host === host);
    const isWhole = same.some(({ paths }) => paths.length === 0);
    return { host, paths: isWhole ? [] : [...new Set(same.flatMap(({ paths }) => paths))] };
  });
}

const toPort = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
