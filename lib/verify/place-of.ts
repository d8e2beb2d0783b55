import { nameOf, type RenderedObject } from '../rendered';

/** Where an object stands, for messages: its file, kind, namespace and name. */
export const placeOf = (object: RenderedObject): string => `${object.file} ${object.kind} ${nameOf(object)}`;
