import { z } from 'zod';

/** Requests and limits, as in most custom resources. */
export const resourcesSchema = z.looseObject({
  requests: z.looseObject({ cpu: z.union([z.string(), z.number()]), memory: z.union([z.string(), z.number()]) }),
});
