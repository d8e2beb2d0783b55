import { basename } from 'node:path';
import { load } from 'js-yaml';
import type { z } from 'zod';
import { objectSchema, templateSchema, type RenderedObject, type RenderedResource } from '../rendered';
import { isOverlarge } from './is-overlarge';
import { stackListFiles, stackListSchema, type RenderedStack } from '../stack-list';
import { manifestDocuments, type ManifestDocument } from './manifest-documents';
import type { ReviewPlace } from './review-finding';
import type { Problem } from '../../model/problem';

/** A CloudFormation template with the name of its stack. */
export interface RenderedTemplate {
  readonly file: string;
  readonly stack: string;
  readonly template: z.output<typeof templateSchema>;
}

const templateEnding = '.template.json';

/** Whether a file below the environment's folder is a CloudFormation template. */
export const isTemplate = (file: string): boolean => file.endsWith(templateEnding);

/** Whether a file below the environment's folder has Kubernetes objects: Argo CD reads all three endings. */
export const isManifest = (file: string): boolean => /^cluster\/.*\.(?:ya?ml|json)$/s.test(file) && !isTemplate(file);

/**
 * What is rendered for one environment in one version. Files are parsed when somebody asks for what is in them, since most are the
 * same in both versions.
 */
export class RenderedSnapshot {
  private readonly parsedObjects = new Map<ManifestDocument, RenderedObject | undefined>();
  private readonly documentsByObject = new Map<RenderedObject, ManifestDocument>();
  private readonly splitFiles = new Map<string, readonly ManifestDocument[]>();
  private readonly parsedTemplates = new Map<string, RenderedTemplate | undefined>();
  private readonly found: Problem[] = [];
  private allObjects: readonly RenderedObject[] | undefined;
  private allResources: readonly RenderedResource[] | undefined;
  private allStacks: readonly RenderedStack[] | undefined;

  /**
   * @param side version that this is
   * @param folder path of the environment's folder, as Git has it
   * @param files texts by path below the folder
   * @param unreadable why files have no text that can be read, by path: what `files` has of them tells versions apart, and no more
   * @param origins paths that files have in Git, for those that have another one here
   */
  constructor(
    readonly side: ReviewPlace['side'],
    readonly folder: string,
    readonly files: ReadonlyMap<string, string>,
    readonly unreadable: ReadonlyMap<string, string> = new Map(),
    private readonly origins: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** Path of a file as Git has it. */
  gitPath(file: string): string {
    return `${this.folder}/${this.origins.get(file) ?? file}`;
  }

  /** Whether a file can be read, or is not there; if not, there is one problem more. */
  isReadable(file: string): boolean {
    const text = this.files.get(file) ?? '';
    const reason = this.unreadable.get(file) ?? (hasConflict(text) ? conflictReason : undefined);
    if (reason !== undefined) this.report(file, 1, reason);
    return reason === undefined;
  }

  /** @returns The documents of a file with Kubernetes objects; none if the file is not there. */
  documents(file: string): readonly ManifestDocument[] {
    const known = this.splitFiles.get(file);
    if (known !== undefined) return known;
    const text = this.files.get(file);
    const documents = text === undefined || !this.isReadable(file) ? [] : manifestDocuments(file, toLineFeeds(text));
    this.splitFiles.set(file, documents);
    return documents;
  }

  /** Whether a part of a file could not be read so far, so that what is missing there may be in it all the same. */
  isUnread(file: string): boolean {
    return this.found.some((problem) => problem.file === `${this.folder}/${file}`);
  }

  /** What could not be read so far, so that nothing is known of it. */
  get problems(): readonly Problem[] {
    return this.found;
  }

  /** Returns the object of a document; undefined, and one problem more, if there is none. */
  object(document: ManifestDocument): RenderedObject | undefined {
    if (this.parsedObjects.has(document)) return this.parsedObjects.get(document);
    const parsed = this.parseObject(document);
    const object = parsed && { ...parsed, file: document.file };
    this.parsedObjects.set(document, object);
    if (object !== undefined) this.documentsByObject.set(object, document);
    return object;
  }

  /** All Kubernetes objects; the first call parses every file. */
  get objects(): readonly RenderedObject[] {
    this.allObjects ??= [...this.files.keys()]
      .filter(isManifest)
      .flatMap((file) => this.documents(file).flatMap((document) => this.object(document) ?? []));
    return this.allObjects;
  }

  /** The document that an object of this snapshot was read from. */
  documentFor(object: RenderedObject): ManifestDocument | undefined {
    return this.documentsByObject.get(object);
  }

  /** Returns a template; undefined if the file is not there, and with one problem more if it is none. */
  template(file: string): RenderedTemplate | undefined {
    if (this.parsedTemplates.has(file)) return this.parsedTemplates.get(file);
    const text = this.files.get(file);
    const template = text === undefined || !this.isReadable(file) ? undefined : this.parseTemplate(file, text);
    const parsed = template && { file, stack: basename(file, templateEnding), template };
    this.parsedTemplates.set(file, parsed);
    return parsed;
  }

  /** All CloudFormation templates. */
  get templates(): readonly RenderedTemplate[] {
    return [...this.files.keys()].filter(isTemplate).flatMap((file) => this.template(file) ?? []);
  }

  /** All resources of all templates; the first call parses every template. */
  get resources(): readonly RenderedResource[] {
    this.allResources ??= this.templates.flatMap(({ stack, template }) =>
      Object.entries(template.Resources).map(([logicalId, resource]) => ({ stack, logicalId, resource })),
    );
    return this.allResources;
  }

  /** Stacks in the order in which they are deployed; none in a version that was rendered without a list. */
  get stacks(): readonly RenderedStack[] {
    this.allStacks ??= stackListFiles.flatMap((file) => {
      const text = this.files.get(file);
      return text === undefined ? [] : this.parseStacks(file, text);
    });
    return this.allStacks;
  }

  private parseStacks(file: string, text: string): readonly RenderedStack[] {
    try {
      const parsed = stackListSchema.safeParse(load(text));
      if (parsed.success) return parsed.data.map((stack) => ({ ...stack, file }));
      this.report(file, 1, 'is no list of stacks');
    } catch (error) {
      this.report(file, 1, `is no YAML: ${firstLine(error)}`);
    }
    return [];
  }

  private parseObject({ file, line, text }: ManifestDocument) {
    try {
      const value = load(text);
      if (isOverlarge(text, value)) {
        this.report(file, line, 'expands to too much when its aliases are resolved');
        return undefined;
      }
      const parsed = objectSchema.safeParse(value);
      if (parsed.success) return parsed.data;
      this.report(file, line, 'is no Kubernetes object');
    } catch (error) {
      this.report(file, line, `is no YAML: ${firstLine(error)}`);
    }
    return undefined;
  }

  private parseTemplate(file: string, text: string): RenderedTemplate['template'] | undefined {
    try {
      const parsed = templateSchema.safeParse(JSON.parse(text.replace(/^\ufeff/, '')));
      if (parsed.success) return parsed.data;
      this.report(file, 1, 'is no CloudFormation template');
    } catch (error) {
      this.report(file, 1, `is no JSON: ${firstLine(error)}`);
    }
    return undefined;
  }

  private report(file: string, line: number, reason: string): void {
    const place = { file: `${this.folder}/${file}`, line, column: 1, path: '' };
    if (this.found.some((each) => each.file === place.file && each.line === line && each.reason === reason)) return;
    this.found.push({
      ...place,
      reason,
      remedy: `render it again${this.side === 'before' ? ', or compare with another commit' : ''}: what it changes is not known`,
    });
  }
}

const conflictReason = 'has marks of a merge conflict';
const hasConflict = (text: string): boolean => /^<{7}(?: |$)/m.test(text) && /^>{7}(?: |$)/m.test(text);

/** YAML means the same with the ends of lines of Windows, and with a mark of the byte order. */
const toLineFeeds = (text: string): string =>
  text.includes('\r') || text.startsWith('\ufeff') ? text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n') : text;

const firstLine = (error: unknown): string => (error instanceof Error ? (error.message.split('\n')[0] ?? '') : '');
