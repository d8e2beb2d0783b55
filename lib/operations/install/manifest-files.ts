import { parseAllDocuments, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { ProblemsError, type Problem } from '../../../model/problem';
import { fileProblem } from '../../../model/file-problem';

/** Text of files by path below the installation folder. */
export type InstallerFiles = Readonly<Record<string, string>>;

/** Identity of a Kubernetes object: kind, namespace and name. */
export interface ManifestIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty for objects without a namespace. */
  readonly namespace: string;
  readonly name: string;
}

const objectSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string().default(''), namespace: z.string().default('') }),
});

/**
 * Manifests that the installer wrote. Everything is checked when it is read, because another release may write
 * something else.
 */
export class InstallerManifests {
  constructor(
    readonly files: InstallerFiles,
    private readonly release: string,
  ) {}

  /** A problem with a file that the installer wrote or should have written. */
  problem(path: string, reason: string): Problem {
    const remedy = `the installer of ${this.release} is known to write it otherwise: install with another ${this.release} version, or bring lib/operations/install up to date with this one`;
    return fileProblem(path, reason, remedy);
  }

  /**
   * The only YAML document of a file; it can be changed.
   *
   * @throws ProblemsError when the file is missing or invalid.
   */
  document(path: string): Document {
    const text = this.files[path];
    if (text === undefined) throw new ProblemsError([this.problem(path, 'is missing')]);
    const document = parseDocument(text);
    if (document.errors.length > 0) throw new ProblemsError([this.problem(path, 'is not valid YAML')]);
    return document;
  }

  /**
   * The text at the path `steps` of a document.
   *
   * @throws ProblemsError when there is no text at that path.
   */
  text(path: string, document: Document, steps: readonly string[]): string {
    const value: unknown = document.getIn(steps);
    if (typeof value === 'string') return value;
    throw new ProblemsError([this.problem(path, `has no text at ${steps.join('.')}`)]);
  }

  /**
   * All objects of a file.
   *
   * @throws ProblemsError when the file is invalid.
   */
  objects(path: string): readonly ManifestIdentity[] {
    return parseAllDocuments(this.files[path] ?? '').flatMap((document) => {
      if (document.errors.length > 0) throw new ProblemsError([this.problem(path, 'is not valid YAML')]);
      const { success, data } = objectSchema.safeParse(document.toJS());
      return success ? [{ apiVersion: data.apiVersion, kind: data.kind, ...data.metadata }] : [];
    });
  }
}
