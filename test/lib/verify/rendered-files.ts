import { parseAllDocuments } from 'yaml';
import { objectSchema, templateSchema, type Rendered } from '../../../lib/rendered';

/** What a wrong home would have rendered: manifests as YAML by file, resources by logical id of the stack `testing`, other files. */
export const renderedFiles = (
  manifests: Readonly<Record<string, string>>,
  resources: Readonly<Record<string, unknown>> = {},
  files: Readonly<Record<string, string>> = {},
): Rendered => ({
  objects: Object.entries(manifests).flatMap(([file, text]) =>
    parseAllDocuments(text).map((document) => ({ ...objectSchema.parse(document.toJS()), file })),
  ),
  resources: Object.entries(templateSchema.parse({ Resources: resources }).Resources).map(([logicalId, resource]) => ({
    stack: 'testing',
    logicalId,
    resource,
  })),
  stacks: [],
  waiting: [],
  files: Object.entries({ ...manifests, ...files }).map(([file, text]) => ({ file, text })),
  unpinned: [],
});
