import type { DatabaseSize } from './database-size';

/** Requests and limits of a container. */
export interface MysqlResources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
}

/** The request for memory is the limit: the operator gives three quarters of the limit to InnoDB's buffer pool. */
const resources = (cpu: string, cpuLimit: string, memory: string): MysqlResources => ({
  requests: { cpu, memory },
  limits: { cpu: cpuLimit, memory },
});

/** Requests and limits of each server of a MySQL database. */
export const mysqlResources: Readonly<Record<DatabaseSize, MysqlResources>> = {
  small: resources('100m', '1', '1Gi'),
  medium: resources('500m', '2', '4Gi'),
  large: resources('1', '4', '8Gi'),
  xlarge: resources('2', '8', '16Gi'),
};
