import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { refusal } from './fields';

const label = '[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?';
const fullName = new RegExp(`^(${label}\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$`);

/** What is wrong with a name, if it is none that DNS has. */
function nameProblem(name: string, wildcard: boolean): string | undefined {
  const remedy = domainToASCII(name.replace(/\.$/, ''));
  if (name.length > 253) return refusal('is longer than 253 characters', 'shorten it: no name in DNS is longer');
  if (fullName.test(wildcard ? name.replace(/^\*\./, '') : name)) return undefined;
  return fullName.test(remedy)
    ? refusal('is not a full name as DNS has it', `write ${remedy}`)
    : refusal(
        'is not a full name',
        'write all of it in lower case, without a dot at the end, like www.commons.example',
      );
}

/**
 * Name of a record or of what one leads to: like a host name, and with underscores.
 *
 * @param root whether `.` is one as well, which says that there is nothing
 */
export const recordName = ({ wildcard, root = false }: { readonly wildcard: boolean; readonly root?: boolean }) =>
  z.string().superRefine((text, context) => {
    if (root && text === '.') return;
    const message = nameProblem(text, wildcard);
    if (message !== undefined) context.addIssue({ code: 'custom', message, continue: false });
  });
