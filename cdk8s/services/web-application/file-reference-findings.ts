import { closestMatch } from '../../../model/closest-match';
import { findingIf, type Finding } from '../../../model/finding';
import { referencesIn, variableName } from '../../../model/variable-text';
import type { WebApplicationService } from './web-application-schema';

/** Findings on references like `$(NAME)` in files, which nothing replaces there. `known` has the names of variables. */
export function fileReferenceFindings(
  files: WebApplicationService['files'],
  known: readonly string[],
): readonly Finding[] {
  return Object.entries(files).flatMap(([file, text]) =>
    referencesIn(text).flatMap((reference) => {
      const meant = known.includes(reference) ? reference : closestMatch(reference, known);
      return findingIf(
        meant !== undefined && variableName.test(reference),
        ['files', file],
        `refers to $(${reference}), which stays that text: files come as they are written`,
        `let the application read ${meant ?? ''} from its environment, or under the name that it looks for by settings: { ITS_NAME: $(${meant ?? ''}) }`,
      );
    }),
  );
}
