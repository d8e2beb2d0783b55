import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { environmentsUnderTest, type EnvironmentUnderTest } from '../../support/homes-under-test';
import { kubeObjectSchema, labelOf, type KubeObject } from './kube-object';

/** An object that is rendered for a cluster. */
export interface RenderedObject {
  readonly object: KubeObject;
  /** Which it is, for people. */
  readonly title: string;
}

/** Everything that environments render for their clusters; those of all environments under test if none are named. */
export const renderedObjects = (
  environments: readonly EnvironmentUnderTest[] = environmentsUnderTest,
): readonly RenderedObject[] =>
  environments.flatMap(({ home, name, title }) => {
    const folder = join(home.rendered, name, 'cluster');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')))
      .map((document) => kubeObjectSchema.parse(document.toJS()))
      .map((object) => ({ object, title: `${title}: ${labelOf(object)}` }));
  });
