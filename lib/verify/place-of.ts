import { nameOf, type RenderedObject, type RenderedResource } from '../rendered';

/** Where an object stands, for messages: its file, kind, namespace and name. */
export const placeOf = (object: RenderedObject): string => `${object.file} ${object.kind} ${nameOf(object)}`;

/** Where a resource stands: its stack, type and logical id. */
export const placeOfResource = ({ stack, logicalId, resource }: RenderedResource): string =>
  `${stack} ${resource.Type} ${logicalId}`;
