import type { Environment } from '../environment';
import type { OwnMail } from '../schema/own-mail';
import { submissionName } from './submission-name';

/** Names that the certificate of the mail host is for: that in the world, by which lego keeps it, and that in the VPC. */
export const mailCertificateNames = (mail: OwnMail, { hosts }: Pick<Environment, 'hosts'>): readonly string[] => [
  mail.name,
  submissionName({ mail, hosts }),
];
