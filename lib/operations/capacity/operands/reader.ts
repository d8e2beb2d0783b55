import type { Environment } from '../../../../model/environment';
import type { RenderedObject } from '../../../rendered';
import type { Workload } from '../workload';

/** The workloads that an operator makes of an object. */
export type OperandReader = (object: RenderedObject, environment: Environment) => readonly Workload[];
