import { dump } from 'js-yaml';

/** Files of an example: texts by path below the environment's folder. */
type ExampleFiles = Readonly<Record<string, string>>;

/** A file with one Kubernetes object, for the example of a rule. */
export const exampleManifest = (file: string, object: object): ExampleFiles => ({
  [`cluster/${file}.yaml`]: dump(object),
});

/** A template with one resource, for the example of a rule. */
export const exampleTemplate = (logicalId: string, resource: object): ExampleFiles => ({
  'aws/test-example.template.json': JSON.stringify({ Resources: { [logicalId]: resource } }, null, 1),
});
