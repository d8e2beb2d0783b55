import { parseAllDocuments, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { ProblemsError, type Problem } from '../../../model/problem';
import { fileProblem } from '../../../model/file-problem';

/** Text of files by path below the installation folder. */
export type InstallerFiles = Readonly<Record<string, string>>;

/** A Kubernetes object, by what makes it one. */
export interface ManifestIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty for objects of the whole cluster. */
  readonly namespace: string;
  readonly name: string;
}

const objectSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string().default(''), namespace: z.string().default('') }),
});

/** What the installer of a release wrote, read with the suspicion that it writes something new one day. */
export class InstallerManifests {
  constructor(
    readonly files: InstallerFiles,
    private readonly release: string,
  ) {}

  /** A problem with what it wrote, or did not. */
  problem(path: string, reason: string): Problem {
    const remedy = `the installer of ${this.release} is known to write it otherwise: install with another ${this.release} version, or bring lib/operations/install up to date with this one`;
    return fileProblem(path, reason, remedy);
  }

  /**
   * The only document of a file, for reading and changing.
   *
   * @throws ProblemsError when the file is missing or broken.
   */
  document(path: string): Document {
    const text = this.files[path];
    if (text === undefined) throw new ProblemsError([this.problem(path, 'is missing')]);
    const document = parseDocument(text);
    if (document.errors.length > 0) throw new ProblemsError([this.problem(path, 'is not valid YAML')]);
    return document;
  }

  /**
   * The text at `steps` of a document.
   *
   * @throws ProblemsError when there is none.
   */
  text(path: string, document: Document, steps: readonly string[]): string {
    const value: unknown = document.getIn(steps);
    if (typeof value === 'string') return value;
    throw new ProblemsError([this.problem(path, `has no text at ${steps.join('.')}`)]);
  }

  /**
   * All objects of a file.
   *
   * @throws ProblemsError when it is broken.
   */
  objects(path: string): readonly ManifestIdentity[] {
    return parseAllDocuments(this.files[path] ?? '').flatMap((document) => {
      if (document.errors.length > 0) throw new ProblemsError([this.problem(path, 'is not valid YAML')]);
      const { success, data } = objectSchema.safeParse(document.toJS());
      return success ? [{ apiVersion: data.apiVersion, kind: data.kind, ...data.metadata }] : [];
    });
  }
}
