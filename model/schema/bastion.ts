import { z } from 'zod';
import { systemAccounts } from '../data/system-accounts';
import { isSshPublicKey } from '../formats/ssh-public-key';
import { refusal, shortName } from './fields';

const noKey = refusal(
  'is not a public SSH key of a kind that is accepted',
  'write the whole line of an ed25519 or security key (ssh-keygen -t ed25519, or ed25519-sk), without options before it',
);

const sshKey = z
  .string()
  .regex(
    /^(ssh-ed25519|ecdsa-sha2-nistp256|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com) [A-Za-z0-9+/]{60,}={0,2}( [A-Za-z0-9@._-]+)?$/,
    { message: noKey, abort: true },
  )
  .refine(isSshPublicKey, noKey)
  .meta({ examples: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl'] });

/** A host from which people reach others by SSH, instead of Session Manager. */
export const bastionSchema = z.strictObject({
  host: shortName(16)
    .describe('the entry of hosts.machines that is the bastion: private, with one machine')
    .meta({ examples: ['bastion'] }),
  people: z
    .array(
      z.strictObject({
        name: shortName(30)
          .refine((name) => !systemAccounts.includes(name), {
            message: refusal(
              'is an account of the system',
              'write the name of a person, and not one that a system gives to an account or a group',
            ),
          })
          .describe('account on the bastion and on hosts with access: bastion'),
        keys: z.array(sshKey).min(1).max(5).describe('public SSH keys'),
      }),
    )
    .min(1)
    .describe('people who may log in, with all rights on hosts'),
});
