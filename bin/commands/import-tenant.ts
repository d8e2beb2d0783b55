import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { didYouMean } from '../../model/did-you-mean';
import { fileProblem } from '../../model/file-problem';
import { collectOrThrow, ProblemsError } from '../../model/problem';
import { placeholderMaintainers, tenantName } from '../../model/tenant';
import { importFormats, importTenant, type ImportFormat } from '../../lib/operations/tenant-import/import-tenant';
import { notTakenOverText } from '../../lib/operations/tenant-import/not-taken-over';
import type { InputFile } from '../../lib/operations/tenant-import/read-input';
import { draftDomain } from '../draft-domain';
import { homeKinds } from '../home-kinds';
import { replaceFile } from '../replace-file';
import { yearAfter } from '../year-after';

/** Options of `commons tenant import`. */
export interface ImportTenantOptions {
  /**
   * Name of the tenant.
   * @default that of the Compose file, or of the folder it is in
   */
  readonly name?: string;
  /**
   * What the files are.
   * @default told by what they have
   */
  readonly from?: string;
  /**
   * Environment whose first domain the hosts are below that the input does not say.
   * @default the one among whose tenants `out` is, else the only environment of the home; in a home without any, `example.org`
   */
  readonly environment?: string;
  /**
   * File that the draft is written to.
   * @default the standard output
   */
  readonly out?: string;
  /** Whether a file that exists is replaced. */
  readonly replace: boolean;
  /** Whether draft and list are printed as JSON. */
  readonly json: boolean;
  /** Day on which the draft is written. */
  readonly today: string;
}

/**
 * Prints a draft of a tenant's file, and on the standard error what is not taken over of the input.
 *
 * @throws ProblemsError when no draft can be made, or the file to write exists.
 */
export function importTenantCommand(files: readonly string[], options: ImportTenantOptions): void {
  const { out, replace, json, today } = options;
  if (out !== undefined && existsSync(out) && !replace) {
    throw new ProblemsError([fileProblem(out, 'exists already', 'choose another file, or write --replace')]);
  }
  const kind = 'web-application';
  const inputs = collectOrThrow(files, readInputFile);
  const wanted = checkedName(options.name);
  const { name, draft, left } = importTenant({
    files: inputs,
    format: checkedFormat(options.from),
    name: wanted,
    fallbackName: folderName(files),
    domain: draftDomain(options),
    text: {
      kind,
      purpose: 'What the project does for the community, to be written',
      maintainers: placeholderMaintainers,
      reviewBy: yearAfter(today),
    },
    kinds: homeKinds(),
  });
  if (out !== undefined) {
    mkdirSync(dirname(resolve(out)), { recursive: true });
    replaceFile(resolve(out), draft);
  }
  if (json) {
    console.log(JSON.stringify({ name, draft, left }, undefined, 2));
    return;
  }
  if (out === undefined) process.stdout.write(draft);
  if (left.length > 0) console.error(notTakenOverText(left));
  console.error(
    `${left.length} things to look at; the draft is for tenants/${name}.yaml, then: commons environment check`,
  );
}

/** Reads a file, or the standard input for `-`. */
const readInputFile = (file: string): InputFile => {
  if (file === '-') return { file: 'standard input', text: readFileSync(0, 'utf8') };
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined)
    throw new ProblemsError([fileProblem(file, 'does not exist', 'name a Compose file, or manifests')]);
  if (found.isDirectory()) throw new ProblemsError([fileProblem(file, 'is a folder', 'name the files in it')]);
  return { file: relative(process.cwd(), resolve(file)), text: readFileSync(file, 'utf8') };
};

/** The name of the folder that the first file is in, as Compose names a project. */
const folderName = ([first = '-']: readonly string[]): string | undefined =>
  first === '-' ? undefined : basename(dirname(resolve(first)));

/** @throws ProblemsError when it is no name for a tenant. */
function checkedName(name: string | undefined): string | undefined {
  if (name === undefined || tenantName.safeParse(name).success) return name;
  const remedy = 'choose one of at most 20 lower-case letters, digits and hyphens';
  throw new ProblemsError([fileProblem(`--name ${name}`, 'is not a name for a tenant', remedy)]);
}

/** @throws ProblemsError when it is no format that can be imported. */
function checkedFormat(from: string | undefined): ImportFormat | undefined {
  const format = importFormats.find((each) => each === from);
  if (from === undefined || format !== undefined) return format;
  const remedy = didYouMean(from, importFormats, `write one of: ${importFormats.join(', ')}`);
  throw new ProblemsError([fileProblem(`--from ${from}`, 'is not a format that can be imported', remedy)]);
}
