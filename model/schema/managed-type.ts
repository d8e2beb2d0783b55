import type { z } from 'zod';
import { managedTypeProblem, type ManagedService } from '../data/managed-node-types';
import { refusal } from './fields';

/** A check for `superRefine`: whether a managed service of AWS has such a node or instance type. */
export const managedType =
  (service: ManagedService) =>
  (type: string, context: z.RefinementCtx): void => {
    const problem = managedTypeProblem(service, type);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: refusal(problem.reason, problem.remedy) });
  };
