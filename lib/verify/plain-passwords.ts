import { walkValues } from './walk-values';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const secretProperty = /\.(SecretString|MasterUserPassword|Password)$/;

export const plainPasswordsRule: RenderedRule = {
  id: 'plain-passwords',
  holds: 'no template contains a secret or takes one as a parameter',
  findings: ({ resources }) =>
    resources.flatMap((each) =>
      [...walkValues(each.resource.Properties)]
        .filter(([path, value]) => secretProperty.test(path) && (isPlain(value) || isReference(value)))
        .map(([path]) => ({
          place: describeResource(each),
          reason: `${path.slice(1)} contains a secret`,
          remedy: 'have Secrets Manager generate it, or refer to it by {{resolve:secretsmanager:…}}',
        })),
    ),
};

/** Whether a value is a template parameter, which everybody who may describe the stack can read. */
const isReference = (value: unknown): boolean => typeof value === 'object' && value !== null && 'Ref' in value;

const isPlain = (value: unknown): boolean => typeof value === 'string' && !value.startsWith('{{resolve:');
