import { expiredBlocks, planAllowances } from '../../lib/operations/edge/deny-plan';
import { changeEdge, type EdgeChangeOptions } from '../edge-change';

/** Lets in again what was to be denied until a day before `today`. */
export async function edgeExpire(name: string, today: string, options: EdgeChangeOptions): Promise<void> {
  await changeEdge(
    name,
    'allow',
    ({ environment, live }) => planAllowances(environment, live, expiredBlocks(environment, today)),
    options,
  );
}
