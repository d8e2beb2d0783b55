import { z } from 'zod';
import { secretLikeness } from '../../model/secret-likeness';
import { objectsOfKind, type RenderedObject } from '../rendered';
import { walkValues } from './walk-values';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const variableSchema = z.looseObject({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z.looseObject({ secretKeyRef: z.unknown().optional() }).default({}),
});

/** Annotation of a namespace: JSON with the reason, by name of the variable, why a variable is not a secret. */
const openSettings = 'commons-platform/open-settings';

export const secretVariablesRule: RenderedRule = {
  id: 'secret-variables',
  holds: 'every variable with a name like a secret’s takes its value from a Secret, or its namespace gives a reason',
  findings: ({ objects }) => {
    const open = openByNamespace(objects);
    return objects.flatMap((object) =>
      [...walkValues(object)]
        .flatMap(([path, value]) => (path.endsWith('.env') && Array.isArray(value) ? openVariables(value) : []))
        .filter(({ name }) => open.get(object.metadata.namespace ?? '')?.has(name) !== true)
        .map(({ name, likeness }) => ({
          place: describeObject(object),
          reason: `the variable ${name} ${likeness}, and its value is plain text`,
          remedy: 'name it among the secrets of its service, or write notSecret beside its value',
        })),
    );
  },
};

/** The variables of a container that look like secrets in plain text. */
function openVariables(list: readonly unknown[]): readonly { readonly name: string; readonly likeness: string }[] {
  const variables = list.flatMap((each) => variableSchema.safeParse(each).data ?? []);
  const isSecret = (reference: string) =>
    variables.some(({ name, valueFrom }) => name === reference && valueFrom.secretKeyRef !== undefined);
  return variables.flatMap(({ name, value }) => {
    // An address is not a secret, even if the variable has a name like a secret's.
    if (value === undefined || value.startsWith('https://')) return [];
    const likeness = secretLikeness(name, value, isSecret);
    return likeness === undefined ? [] : [{ name, likeness }];
  });
}

const openByNamespace = (objects: readonly RenderedObject[]): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    objectsOfKind(objects, '/Namespace').flatMap(({ metadata: { name, annotations } }) => {
      const text = annotations[openSettings];
      if (text === undefined) return [];
      return [[name, new Set(Object.keys(z.record(z.string(), z.string()).parse(JSON.parse(text))))] as const];
    }),
  );
