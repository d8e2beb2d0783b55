import { qualifiedName, type RenderedObject, type RenderedResource } from '../rendered';

/** Names an object for messages: its file, kind, namespace and name. */
export const describeObject = (object: RenderedObject): string =>
  `${object.file} ${object.kind} ${qualifiedName(object)}`;

/** Names a resource for messages: its stack, type and logical id. */
export const describeResource = ({ stack, logicalId, resource }: RenderedResource): string =>
  `${stack} ${resource.Type} ${logicalId}`;
