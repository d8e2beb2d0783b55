import { qualifiedName, type RenderedObject, type RenderedResource } from '../rendered';

/** Where an object stands, for messages: its file, kind, namespace and name. */
export const describeObject = (object: RenderedObject): string =>
  `${object.file} ${object.kind} ${qualifiedName(object)}`;

/** Where a resource stands: its stack, type and logical id. */
export const describeResource = ({ stack, logicalId, resource }: RenderedResource): string =>
  `${stack} ${resource.Type} ${logicalId}`;
