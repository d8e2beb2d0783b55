import { databaseSizes } from '../../../model/formats/database-sizes';
import type { DatabaseSize } from './database-size';

/** Requests and limits of each server of a MySQL database. */
export function mysqlResources(size: DatabaseSize): object {
  const { cpu, memory } = databaseSizes.mysql[size];
  return {
    requests: { cpu: cpu.request, memory: gibibytes(memory.request) },
    limits: { cpu: cpu.limit, memory: gibibytes(memory.limit) },
  };
}

const gibibytes = (mebibytes: number): string => `${mebibytes / 1024}Gi`;
