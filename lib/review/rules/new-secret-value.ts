import { pathText } from '../difference';
import { exampleTemplate } from '../example-files';
import { targetsAt, type ReviewRule } from '../review-rule';
import { resourceSubject } from '../subjects';

/**
 * A password that is made anew. Source: AWS CloudFormation template reference, `AWS::SecretsManager::Secret`: an update of
 * `GenerateSecretString` generates a value.
 */
export const newSecretValueRule: ReviewRule = {
  id: 'new-secret-value',
  finds: 'a secret whose value AWS generates anew, because the change touches how it is generated',
  class: 'interrupts',
  why: 'Whatever was set up with the old password, such as a database or a login, still has that one and refuses the new.',
  remedy: 'Leave how it is generated as it is. To change a password, change it where it is used at the same time.',
  dangerous: { before: secret(32), after: secret(48) },
  harmless: { before: secret(32), after: secret(32, 'Of the wiki') },
  findings: ({ resources }) =>
    resources
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
};

function secret(PasswordLength: number, Description?: string): ReviewRule['dangerous']['before'] {
  const Properties = { Name: 'test/wiki', GenerateSecretString: { PasswordLength }, Description };
  return exampleTemplate('Secret', { Type: 'AWS::SecretsManager::Secret', Properties });
}
