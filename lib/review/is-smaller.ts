import { toMebibytes } from '../../model/workloads/quantity';

/** Whether a quantity of memory or storage is smaller than another one; what is no quantity is not compared. */
export function isSmaller(one: unknown, other: unknown): boolean {
  try {
    return toMebibytes(String(one)) < toMebibytes(String(other));
  } catch {
    return false;
  }
}
