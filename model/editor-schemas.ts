import { z } from 'zod';
import { environmentSchema } from './environment';
import { factsFileSchema } from './facts';
import type { ServiceKinds } from './kinds/service-kind';
import { recordsFileSchema } from './schema/records';
import { statefulSchema } from './stateful-file';
import { tenantSchema } from './tenant';

/** JSON Schemas of the files people write, by file name; tenants run services of these kinds. */
export const editorSchemas = (kinds: ServiceKinds): Readonly<Record<string, string>> => ({
  'environment.schema.json': text(environmentSchema),
  'tenant.schema.json': text(tenantSchema(kinds)),
  'facts.schema.json': text(factsFileSchema),
  'records.schema.json': text(recordsFileSchema),
  'stateful.schema.json': text(statefulSchema),
});

const text = (schema: z.ZodType): string =>
  `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }), undefined, 2)}\n`;
