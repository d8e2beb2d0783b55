import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { programOf } from '../build/parts';
import { kubeObjectSchema, type KubeObject } from '../support/kube-object';

/** Objects as the makers of a part publish them, from a file that lies beside its programs. */
export const publishedFile = (...[part, file]: Parameters<typeof programOf>): readonly KubeObject[] =>
  parseAllDocuments(readFileSync(programOf(part, file), 'utf8'))
    .map((document) => document.toJS() as unknown)
    .filter((document) => document !== null)
    .map((document) => kubeObjectSchema.parse(document));
