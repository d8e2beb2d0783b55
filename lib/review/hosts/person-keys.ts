import { z } from 'zod';
import { parseJson } from '../../parse-json';
import type { TemplateResource } from '../../rendered';

/** Returns the public keys of the person that a parameter describes; undefined if it is another parameter, or none. */
export function personKeys(resource: TemplateResource | undefined): readonly string[] | undefined {
  if (personIn(resource) === undefined) return undefined;
  return keysSchema.safeParse(parseJson(String(resource?.Properties.Value))).data?.keys;
}

/** Name of the person that a parameter is about. */
export const personIn = (resource: TemplateResource | undefined): string | undefined =>
  /\/people\/([^/]+)$/.exec(String(resource?.Properties.Name))?.[1];

const keysSchema = z.looseObject({ keys: z.array(z.string()) });
