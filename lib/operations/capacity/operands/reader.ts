import type { Environment } from '../../../../model/environment';
import type { RenderedObject } from '../../../rendered';
import type { Workload } from '../workload';

/** Returns the workloads that an operator makes from an object. */
export type OperandReader = (object: RenderedObject, environment: Environment) => readonly Workload[];
