import { secretNames } from '../../../model/kinds/listed-secrets';
import { manifestVariables, type ProvidedVariable } from '../../../model/kinds/provided-variables';
import { referencesIn } from '../../../model/variable-text';
import type { ServiceContext } from '../service-context';
import { serviceTexts } from './service-texts';
import type { WebApplicationService } from './web-application-schema';

type AddressName = 'SERVICE_HOST' | 'SERVICE_URL' | (typeof networkNames)[number];

/** Blocks with commas between, and as a list of JSON for programs that read nothing else. */
const networkNames = ['ROUTER_NETWORKS', 'ROUTER_NETWORKS_JSON', 'PROXY_NETWORKS', 'PROXY_NETWORKS_JSON'] as const;

const ownAddress = manifestVariables('its own address', ['SERVICE_HOST', 'SERVICE_URL']);
const networks = manifestVariables('the proxies before it', networkNames);

/**
 * Variables that a pod has only where something refers to them, so that nobody else has to keep their names free. A service without
 * a host has no address of its own.
 */
export const offeredVariables = ({
  hosts,
  port,
}: Pick<WebApplicationService, 'hosts' | 'port'>): readonly ProvidedVariable[] =>
  hosts?.length === 0 || port === 'none' ? networks : [...ownAddress, ...networks];

/** Those that something of the service refers to; a setting or secret of the same name is meant instead. */
export function referredAddresses(service: WebApplicationService): readonly ProvidedVariable[] {
  const { settings, secrets } = service;
  const own = new Set([...Object.keys(settings), ...secretNames(secrets).map(({ name }) => name)]);
  const referred = new Set(serviceTexts(service).flatMap(referencesIn));
  return offeredVariables(service).filter(({ name }) => referred.has(name) && !own.has(name));
}

/** Values of the variables that something of the service refers to. */
export function addressValues(
  service: WebApplicationService,
  { servedHosts, routers, proxies }: Pick<ServiceContext, 'servedHosts' | 'routers' | 'proxies'>,
): Readonly<Record<string, string>> {
  const host = ownHost(servedHosts) ?? '';
  const values: Readonly<Record<AddressName, string>> = {
    SERVICE_HOST: host,
    SERVICE_URL: `https://${host}`,
    ROUTER_NETWORKS: routers.join(','),
    ROUTER_NETWORKS_JSON: JSON.stringify(routers),
    PROXY_NETWORKS: [...routers, ...proxies].join(','),
    PROXY_NETWORKS_JSON: JSON.stringify([...routers, ...proxies]),
  };
  const referred = new Set(referredAddresses(service).map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => referred.has(name)));
}

/** The host for links to the service: the first that it has wholly, else the first of all. */
export const ownHost = (hosts: ServiceContext['servedHosts']): string | undefined =>
  (hosts.find(({ paths }) => paths === undefined) ?? hosts[0])?.host;
