import { z } from 'zod';
import { secretLikeness } from '../../model/secret-likeness';
import { objectsOfKind, type RenderedObject } from '../rendered';
import { walkValues } from './walk-values';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const variableSchema = z.looseObject({ name: z.string(), value: z.string() });

/** Annotation of a namespace: JSON with the reason, by name of the variable, why a variable is not a secret. */
const openSettings = 'commons-platform/open-settings';

export const secretVariablesRule: RenderedRule = {
  id: 'secret-variables',
  holds: 'every variable with a name like a secret’s takes its value from a Secret, or its namespace gives a reason',
  findings: ({ objects }) => {
    const open = openByNamespace(objects);
    return objects.flatMap((object) =>
      [...walkValues(object)].flatMap(([path, value]) => {
        const variable = /\.env\[\d+\]$/.test(path) ? variableSchema.safeParse(value).data : undefined;
        // An address is not a secret, even if the variable has a name like a secret's.
        if (variable === undefined || variable.value.startsWith('https://')) return [];
        const likeness = secretLikeness(variable.name, variable.value);
        return likeness === undefined || open.get(object.metadata.namespace ?? '')?.has(variable.name) === true
          ? []
          : [
              {
                place: describeObject(object),
                reason: `the variable ${variable.name} ${likeness}, and its value is plain text`,
                remedy: 'name it among the secrets of its service, or write notSecret beside its value',
              },
            ];
      }),
    );
  },
};

const openByNamespace = (objects: readonly RenderedObject[]): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    objectsOfKind(objects, '/Namespace').flatMap(({ metadata: { name, annotations } }) => {
      const text = annotations[openSettings];
      if (text === undefined) return [];
      return [[name, new Set(Object.keys(z.record(z.string(), z.string()).parse(JSON.parse(text))))] as const];
    }),
  );
