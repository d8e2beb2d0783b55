/** A name as people write it, without the dot that ends it in zones. */
export const withoutDot = (name: string): string => name.replace(/\.$/, '');

/** Whether `host` is `domain` or a name below it. */
export const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** The longest of the registered domains that contains a host. */
export const findDomain = (host: string, domains: readonly string[]): string | undefined =>
  domains.filter((domain) => isWithin(host, domain)).sort((a, b) => b.length - a.length)[0];
