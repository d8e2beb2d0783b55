import { clusterDomain, type Environment } from './environment';

/** Name at which the cluster takes syslog over TLS. */
export const syslogHost = (environment: Pick<Environment, 'cluster'>): string => `syslog.${clusterDomain(environment)}`;
