import { z } from 'zod';
import { refusal } from './fields';

/**
 * Name of a branch. What looks like a commit is one to Argo CD and to Git. Source: git-check-ref-format, and git-branch for
 * `HEAD`; argo-cd:util/git/git.go, IsCommitSHA.
 */
export const branchName = z
  .string()
  .regex(
    /^(?!HEAD$)(?![0-9A-Fa-f]{40}$)(?!.*(\/\/|\.\.|\/\.|\.lock(\/|$)|[/.]$))[A-Za-z0-9][A-Za-z0-9._/-]*$/,
    refusal(
      'is not the name of a branch',
      'write it in full, without spaces and wildcards, like main or delivered/production',
    ),
  )
  .meta({ examples: ['main'] });
