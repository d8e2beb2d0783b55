import { fileProblem } from '../../../model/file-problem';
import type { ServiceKinds } from '../../../model/kinds/service-kind';
import { collectOrThrow, ProblemsError } from '../../../model/problem';
import { checkedDraft } from './checked-draft';
import { draftText, type DraftTextProps } from './draft-text';
import type { ImportedApplication } from './imported-application';
import type { InputNode } from './input-node';
import type { NotTakenOver } from './not-taken-over';
import { readCompose } from './read-compose';
import { readInput, type InputFile } from './read-input';
import { readManifests } from './read-manifests';
import { toTenant, type TenantDraftProps } from './to-tenant';

/** What people have: a file of Compose, or manifests of Kubernetes. */
export const importFormats = ['compose', 'manifests'] as const;

export type ImportFormat = (typeof importFormats)[number];

export interface TenantImportProps extends TenantDraftProps {
  readonly files: readonly InputFile[];
  /** @default told by what the files have: services, or kinds of Kubernetes */
  readonly format?: ImportFormat;
  readonly text: DraftTextProps;
  /** The kinds of the home. */
  readonly kinds: ServiceKinds;
}

/** A draft of a tenant's file. */
export interface ImportedTenant {
  readonly name: string;
  readonly draft: string;
  readonly left: readonly NotTakenOver[];
}

/**
 * Drafts the file of a tenant from what people have. The draft always loads; what it does not have is in `left`.
 *
 * @throws ProblemsError when the files cannot be read, or nothing in them can be drafted.
 */
export function importTenant({ files, format, text, kinds, ...props }: TenantImportProps): ImportedTenant {
  const texts = new Map(files.map((each) => [each.file, each]));
  const documents = collectOrThrow([...texts.keys()], (name) =>
    readInput(texts.get(name) ?? { file: name, text: '' }),
  ).flat();
  const application = readDocuments(documents, format, files);
  const draft = checkedDraft(toTenant(application, props), text, kinds);
  if (draft.services.length > 0) return { name: draft.name, draft: draftText(draft, text), left: draft.left };
  const reasons = draft.left
    .filter(({ process }) => process !== undefined)
    .map(({ at, what, why, remedy = 'leave it out' }) => ({ ...at, reason: `${what}: ${why}`, remedy }));
  throw new ProblemsError([...nothing(files), ...reasons]);
}

function readDocuments(
  documents: readonly InputNode[],
  format: ImportFormat | undefined,
  files: readonly InputFile[],
): ImportedApplication {
  const [first, ...others] = documents;
  if (first === undefined) throw new ProblemsError(nothing(files));
  switch (format ?? likelyFormat(documents)) {
    case 'compose':
      return readCompose([first, ...others]);
    case 'manifests':
      return readManifests(documents);
  }
}

const likelyFormat = (documents: readonly InputNode[]): ImportFormat =>
  documents.some((document) => document.find('kind') !== undefined && document.find('apiVersion') !== undefined)
    ? 'manifests'
    : 'compose';

const nothing = (files: readonly InputFile[]) =>
  files.map(({ file }) =>
    fileProblem(
      file,
      'has nothing that could run as a tenant',
      'name a Compose file, or manifests like the output of helm template',
    ),
  );
