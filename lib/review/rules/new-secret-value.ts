import { pathText } from '../difference';
import { exampleTemplate } from '../example-files';
import { z } from 'zod';
import type { ObjectChange } from '../changes';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';
import { objectSubject, resourceSubject } from '../subjects';
import { valueAt } from '../value-at';

/**
 * A password that is made anew. Source: AWS CloudFormation template reference, `AWS::SecretsManager::Secret`: an update of
 * `GenerateSecretString` generates a value.
 */
export const newSecretValueRule: ReviewRule = {
  id: 'new-secret-value',
  finds:
    'a secret whose value AWS generates anew, because the change touches how it is generated, or that gets its value from another place',
  class: 'interrupts',
  why: 'Whatever was set up with the old password, such as a database or a login, still has that one and refuses the new.',
  remedy: 'Leave how it is generated as it is. To change a password, change it where it is used at the same time.',
  dangerous: { before: secret(32), after: secret(48) },
  harmless: { before: secret(32), after: secret(32, 'Of the wiki') },
  findings: ({ objects, resources }) => [
    ...objects.flatMap(otherValues),
    ...resources
      .filter(
        ({ type, before, after }) =>
          type === 'AWS::SecretsManager::Secret' && before !== undefined && after !== undefined,
      )
      .flatMap((change) => {
        const generated = change.differences.filter(({ path }) =>
          pathText(path).startsWith('Properties.GenerateSecretString'),
        );
        return generated.length === 0
          ? []
          : [
              {
                class: 'interrupts' as const,
                layer: 'aws' as const,
                subject: resourceSubject(change),
                what: 'gets a new value, which is generated when it is deployed',
                targets: targetsAt(change, generated),
              },
            ];
      }),
  ],
};

const keysSchema = z
  .array(
    z.looseObject({
      secretKey: z.string(),
      remoteRef: z.looseObject({ key: z.string(), property: z.string().optional() }),
    }),
  )
  .catch([]);

/** Keys of a secret in the cluster that come from another secret in AWS of the same owner: of another owner, `wider-delivery` says it. */
function otherValues(change: ObjectChange): readonly RuleFinding[] {
  const { kind, before, after } = change;
  if (kind !== 'external-secrets.io/ExternalSecret' || before === undefined || after === undefined) return [];
  const [old, current] = [before, after].map((object) => keysSchema.parse(valueAt(object, ['spec', 'data'])));
  const owner = (key: string) => key.split('/').slice(0, 2).join('/');
  return (old ?? []).flatMap(({ secretKey, remoteRef }) => {
    const now = current?.find((each) => each.secretKey === secretKey)?.remoteRef;
    if (now === undefined || owner(now.key) !== owner(remoteRef.key)) return [];
    if (now.key === remoteRef.key && now.property === remoteRef.property) return [];
    return [
      {
        class: 'interrupts' as const,
        layer: 'cluster' as const,
        subject: objectSubject(change),
        what: `have another value as ${secretKey}: it comes from ${placeWords(now)} in place of ${placeWords(remoteRef)}`,
        why: 'What was encrypted, signed or set up with the value before cannot be read or used with another one.',
        remedy: 'Write the value of before into the new place in AWS before this is delivered.',
        targets: [{ change, path: ['spec', 'data'] }],
      },
    ];
  });
}

const placeWords = ({ key, property }: { readonly key: string; readonly property?: string | undefined }): string =>
  property === undefined ? key : `${property} of ${key}`;

function secret(PasswordLength: number, Description?: string): ReviewRule['dangerous']['before'] {
  const Properties = { Name: 'test/wiki', GenerateSecretString: { PasswordLength }, Description };
  return exampleTemplate('Secret', { Type: 'AWS::SecretsManager::Secret', Properties });
}
