import { z } from 'zod';
import { ProblemsError } from '../../../model/problem';
import { validate } from '../../../model/schema-problems';
import type { SourceFile } from '../../../model/source-file';

const poolSchema = z.strictObject({
  name: z.string().min(1).describe('name of the pool, the value of tag commons-platform/pool on its machines'),
  labels: z.record(z.string(), z.string()).describe('labels of its nodes'),
  taints: z
    .array(
      z.strictObject({
        key: z.string().min(1).describe('key of the taint'),
        value: z.string().optional().describe('value of the taint'),
        effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).describe('effect of the taint'),
      }),
    )
    .describe('taints of its nodes'),
});

const settingsSchema = z
  .strictObject({
    region: z.string().min(1).describe('AWS region of the machines'),
    infraId: z.string().min(1).describe('infrastructure id of the cluster'),
    pools: z.array(poolSchema).min(1).describe('node pools whose machines CloudFormation creates'),
  })
  .describe('pools whose machines the CSR approver admits as nodes');

/** Pools whose machines' CSRs are approved, with the labels and taints of their nodes. */
export type ApprovalSettings = z.output<typeof settingsSchema>;

/** A pool whose machines' CSRs are approved. */
export type ApprovedPool = ApprovalSettings['pools'][number];

/**
 * Parses the settings, which are YAML or JSON in a ConfigMap of the cluster.
 *
 * @throws ProblemsError when a field is missing or wrong.
 */
export function parseApprovalSettings(file: SourceFile): ApprovalSettings {
  const checked = validate(settingsSchema, file);
  if ('problems' in checked) throw new ProblemsError(checked.problems);
  return checked.value;
}
