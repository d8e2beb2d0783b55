import { parse } from 'yaml';
import { objectSchema, templateSchema, type Rendered } from '../../../lib/rendered';

/** What a wrong home would have rendered: manifests as YAML by file, and resources by logical id of the stack `testing`. */
export const renderedFiles = (
  manifests: Readonly<Record<string, string>>,
  resources: Readonly<Record<string, unknown>> = {},
): Rendered => ({
  objects: Object.entries(manifests).map(([file, text]) => ({ ...objectSchema.parse(parse(text)), file })),
  resources: Object.entries(templateSchema.parse({ Resources: resources }).Resources).map(([logicalId, resource]) => ({
    stack: 'testing',
    logicalId,
    resource,
  })),
  waiting: [],
  unpinned: [],
});
