import { findingIf, type Finding } from '../../../model/finding';
import { fileText } from '../../../model/schema/service-files';
import { textSecret } from '../../../model/secret-likeness';
import type { WebApplicationService } from './web-application-schema';

/** Warnings on files that look like they have a secret in the open: whoever reads the repository reads it, and a ConfigMap has it. */
export const fileWarnings = ({ files }: WebApplicationService): readonly Finding[] =>
  Object.entries(files).flatMap(([path, file]) => {
    const likeness = textSecret(fileText(file));
    return findingIf(
      likeness !== undefined,
      ['files', path],
      likeness ?? '',
      'write $(NAME) in its place, and list that name under secrets: the file is then made in the cluster, out of AWS Secrets Manager',
    );
  });
