import { walkValues } from './walk-values';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const secretProperty = /\.(SecretString|MasterUserPassword|Password)$/;

export const plainPasswordsRule: RenderedRule = {
  id: 'plain-passwords',
  holds: 'no template writes a secret out or takes it as a parameter',
  findings: ({ resources }) =>
    resources.flatMap((each) =>
      [...walkValues(each.resource.Properties)]
        .filter(([path, value]) => secretProperty.test(path) && (isPlain(value) || isReference(value)))
        .map(([path]) => ({
          place: describeResource(each),
          reason: `${path.slice(1)} has a secret in it`,
          remedy: 'have Secrets Manager generate it, or refer to it by {{resolve:secretsmanager:…}}',
        })),
    ),
};

/** A parameter of the template, which whoever may describe the stack can read. */
const isReference = (value: unknown): boolean => typeof value === 'object' && value !== null && 'Ref' in value;

const isPlain = (value: unknown): boolean => typeof value === 'string' && !value.startsWith('{{resolve:');
