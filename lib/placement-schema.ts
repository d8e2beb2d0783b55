import { z } from 'zod';

/** Node selector and tolerations, as pods and most custom resources have them. */
export const placementSchema = z.looseObject({
  nodeSelector: z.record(z.string(), z.string()).optional(),
  tolerations: z
    .array(
      z.looseObject({
        key: z.string().optional(),
        operator: z.string().optional(),
        value: z.string().optional(),
        effect: z.string().optional(),
      }),
    )
    .optional(),
});
