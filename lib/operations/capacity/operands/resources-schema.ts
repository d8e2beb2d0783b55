import { z } from 'zod';

/** What something asks for, as most custom resources say it. */
export const resourcesSchema = z.looseObject({
  requests: z.looseObject({ cpu: z.union([z.string(), z.number()]), memory: z.union([z.string(), z.number()]) }),
});
