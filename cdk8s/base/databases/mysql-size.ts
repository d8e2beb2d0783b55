import type { DatabaseSize } from './database-size';

/** What the operator promises to the scheduler and allows. */
export interface MysqlResources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
}

/** The operator gives three quarters of the memory limit to InnoDB's buffers, so all of it is asked for. */
const resources = (cpu: string, cpuLimit: string, memory: string): MysqlResources => ({
  requests: { cpu, memory },
  limits: { cpu: cpuLimit, memory },
});

/** Requests and limits of each copy of a MySQL database. */
export const mysqlResources: Readonly<Record<DatabaseSize, MysqlResources>> = {
  small: resources('100m', '1', '1Gi'),
  medium: resources('500m', '2', '4Gi'),
  large: resources('1', '4', '8Gi'),
  xlarge: resources('2', '8', '16Gi'),
};
