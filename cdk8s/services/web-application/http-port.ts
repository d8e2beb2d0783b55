import type { WebApplicationService } from './web-application-schema';

/** The port at which the web pods answer HTTP; undefined for a program that answers none. */
export const httpPort = ({ port }: Pick<WebApplicationService, 'port'>): number | undefined =>
  port === 'none' ? undefined : port;
