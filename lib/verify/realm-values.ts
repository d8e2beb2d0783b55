import { z } from 'zod';
import { textInJson } from '../../model/formats/text-in-json';
import { namespaceLookup, type Rendered, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';
import { renderedRealms } from './rendered-realms';

const secretSchema = z.looseObject({
  spec: z.looseObject({
    target: z
      .looseObject({ template: z.looseObject({ data: z.record(z.string(), z.string()).default({}) }).optional() })
      .prefault({}),
    data: z.array(z.looseObject({ secretKey: z.string() })).default([]),
  }),
});

const variable = /\$\(env:([^):]+)[^)]*\)/g;

/**
 * keycloak-config-cli puts values into the text of a realm before it reads it, and the secret of a client is one that whoever looks after
 * the service may set. As it is, a value with a quote in it could declare clients, flows and administrators, and one with `$(env:…)`
 * could take another's secret.
 */
export const realmValuesRule: RenderedRule = {
  id: 'realm-values',
  holds: 'a secret in a realm is the text of one JSON string, whatever somebody has set it to',
  findings: (rendered) => {
    const secretsBeside = secretsIn(rendered);
    return renderedRealms(rendered).flatMap(({ object, realm }) => {
      const names = new Set([...JSON.stringify(realm).matchAll(variable)].map(([, name = '']) => name));
      const secrets = secretsBeside(object);
      return [...names].flatMap((name): readonly RenderedFinding[] => {
        const made = secrets.flatMap(({ spec }) =>
          spec.data.some(({ secretKey }) => secretKey === name) ? [spec.target.template?.data[name]] : [],
        );
        if (made.length > 0 && made.every((template) => template === textInJson(name))) return [];
        const what =
          made.length === 0
            ? 'is one that no ExternalSecret of its namespace makes'
            : 'stands in it as somebody has set it, and can be any other part of it';
        return [
          {
            place: describeObject(object),
            reason: `the value of ${name} in realm ${realm.realm} ${what}`,
            remedy: `have an ExternalSecret write it under ${name} by the template of model/formats/text-in-json.ts`,
          },
        ];
      });
    });
  },
};

function secretsIn({ objects }: Rendered) {
  const beside = namespaceLookup(objects);
  return (object: RenderedObject) =>
    beside(object, 'external-secrets.io/ExternalSecret').map((secret) => secretSchema.parse(secret));
}
