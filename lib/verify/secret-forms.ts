import { z } from 'zod';
import { objectsOfKind, resourcesOfType, type Rendered, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * A value that External Secrets makes out of random text fits what AWS Secrets Manager generates: base64 is decoded from base64 that
 * has all of its bytes, and a UUID is cut out of 30 hexadecimal digits. Else an application would get a value of another length, or
 * none.
 */
export const secretFormsRule: RenderedRule = {
  id: 'secret-forms',
  holds: 'a secret in base64 or as a UUID is made out of random text that fits its form',
  findings: (rendered) => {
    const generated = generatedIn(rendered);
    return objectsOfKind(rendered.objects, 'external-secrets.io/ExternalSecret').flatMap((object) =>
      formFindings(object, generated),
    );
  },
};

/** What a secret has been generated from. */
interface Generated {
  readonly length: number;
  readonly characters: string;
}

const generateSchema = z.looseObject({
  PasswordLength: z.number().default(32),
  ExcludeCharacters: z.string().default(''),
  ExcludeLowercase: z.boolean().default(false),
  ExcludeUppercase: z.boolean().default(false),
  ExcludeNumbers: z.boolean().default(false),
  ExcludePunctuation: z.boolean().default(false),
});

function generatedIn({ resources }: Rendered): ReadonlyMap<string, Generated> {
  return new Map(
    resourcesOfType(resources, 'AWS::SecretsManager::Secret').flatMap(({ resource: { Properties } }) => {
      if (Properties.GenerateSecretString === undefined) return [];
      const generate = generateSchema.parse(Properties.GenerateSecretString);
      const all = [
        generate.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
        generate.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
        generate.ExcludeNumbers ? '' : '0123456789',
        generate.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
      ].join('');
      const characters = Array.from(all)
        .filter((character) => !generate.ExcludeCharacters.includes(character))
        .join('');
      return [[String(Properties.Name), { length: generate.PasswordLength, characters }] as const];
    }),
  );
}

const externalSchema = z.looseObject({
  spec: z.looseObject({
    target: z
      .looseObject({ template: z.looseObject({ data: z.record(z.string(), z.string()).default({}) }).optional() })
      .prefault({}),
    data: z.array(z.looseObject({ secretKey: z.string(), remoteRef: z.looseObject({ key: z.string() }) })).default([]),
  }),
});

const inBase64 = /\{\{ index \. "([^"]+)" \| b64dec \| substr 0 (\d+) \| b64enc \}\}/g;
const asUuid = /\{\{ with index \. "([^"]+)" \}\}\{\{ substr 0 8 \. \}\}-/g;

function formFindings(object: RenderedObject, generated: ReadonlyMap<string, Generated>): readonly RenderedFinding[] {
  const { target, data } = externalSchema.parse(object).spec;
  const remote = new Map(data.map(({ secretKey, remoteRef }) => [secretKey, remoteRef.key]));
  const text = Object.values(target.template?.data ?? {}).join('\n');
  const check = (key: string, form: string, fits: (made: Generated) => boolean): readonly RenderedFinding[] => {
    const name = remote.get(key) ?? '';
    const made = generated.get(name);
    return made !== undefined && fits(made)
      ? []
      : [
          {
            place: describeObject(object),
            reason: `it makes ${form} out of the secret ${name || key}, which is generated otherwise`,
            remedy: 'give both sides the same form: what is generated follows from model/formats/secret-form.ts',
          },
        ];
  };
  const base64 = [...text.matchAll(inBase64)].map(([, key = '', bytes = '']) => ({ key, bytes: Number(bytes) }));
  const uuids = [...text.matchAll(asUuid)].map(([, key = '']) => key);
  return [
    ...base64.flatMap(({ key, bytes }) =>
      check(
        key,
        `${bytes} bytes in base64`,
        ({ length, characters }) => length === 4 * Math.ceil(bytes / 3) && /^[A-Za-z0-9+/]+$/.test(characters),
      ),
    ),
    ...uuids.flatMap((key) =>
      check(key, 'a UUID', ({ length, characters }) => length === 30 && /^[0-9a-f]+$/.test(characters)),
    ),
  ];
}
