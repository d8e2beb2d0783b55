import { z } from 'zod';
import { cloudFormationQuotas } from '../../../model/data/cloudformation-quotas';
import { sentBytes } from '../../verify/template-limits';
import type { RenderedSnapshot } from '../rendered-snapshot';
import type { LimitedCount } from './limited-count';

const parts = z.looseObject({
  Resources: z.record(z.string(), z.unknown()).default({}),
  Outputs: z.record(z.string(), z.unknown()).default({}),
  Parameters: z.record(z.string(), z.unknown()).default({}),
  Mappings: z.record(z.string(), z.unknown()).default({}),
});

/** Counts what CloudFormation limits in some templates. */
export const templateCounts = (snapshot: RenderedSnapshot, files: readonly string[]): readonly LimitedCount[] =>
  files.flatMap((file) => {
    const [rendered, text] = [snapshot.template(file), snapshot.files.get(file)];
    const { data } = parts.safeParse(rendered?.template);
    if (rendered === undefined || text === undefined || data === undefined) return [];
    const counted = (unit: string, count: number, limit: number): LimitedCount => ({
      key: `${file} ${unit}`,
      subject: `stack ${rendered.stack}`,
      place: file,
      count,
      limit,
      unit,
    });
    const { resources, outputs, parameters, mappings, requestBytes, templateBytes } = cloudFormationQuotas;
    return [
      counted('resources', Object.keys(data.Resources).length, resources),
      counted('outputs', Object.keys(data.Outputs).length, outputs),
      counted('parameters', Object.keys(data.Parameters).length, parameters),
      counted('mappings', Object.keys(data.Mappings).length, mappings),
      counted('bytes', sentBytes(file, text), file.startsWith('rights/') ? requestBytes : templateBytes),
    ];
  });
