import { dump } from 'js-yaml';
import { stackListText, type ListedStack } from '../stack-list';

/** Files of an example: texts by path below the environment's folder. */
type ExampleFiles = Readonly<Record<string, string>>;

/** A file with one Kubernetes object, for the example of a rule. */
export const exampleManifest = (file: string, object: object): ExampleFiles => ({
  [`cluster/${file}.yaml`]: dump(object),
});

/** A template with one resource, for the example of a rule. */
export const exampleTemplate = (logicalId: string, resource: object): ExampleFiles =>
  exampleResources({ [logicalId]: resource });

/** A template with some resources, by their logical ids, for the example of a rule. */
export const exampleResources = (resources: Readonly<Record<string, object>>): ExampleFiles => ({
  'aws/test-example.template.json': JSON.stringify({ Resources: resources }, null, 1),
});

/** A role that tokens of an issuer may take, for the example of a rule. */
export const exampleTokenRole = (
  name: string,
  issuer: string,
  { aud, sub }: { readonly aud: string; readonly sub: string | readonly string[] },
): object => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: `test-${name}`,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
          Condition: { StringEquals: { [`${issuer}:aud`]: aud, [`${issuer}:sub`]: sub } },
        },
      ],
    },
  },
});

/** A list of one stack and its template with some resources, for the example of a rule. */
export const exampleStack = (
  entry: Partial<ListedStack>,
  resources: Readonly<Record<string, object>> = {},
): ExampleFiles => {
  const stack: ListedStack = {
    name: 'test-example',
    account: '111122223333',
    region: 'eu-central-1',
    terminationProtection: true,
    dependencies: [],
    tags: {},
    ...entry,
  };
  return {
    'aws/stacks.yaml': stackListText([stack]),
    [`aws/${stack.name}.template.json`]: JSON.stringify({ Resources: resources }, null, 1),
  };
};
