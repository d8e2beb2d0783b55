import { z } from 'zod';
import { httpsUrl, refusal } from './fields';

/** A path of the same host. Two slashes at its beginning would be another host to a browser. */
const ownPath = /^\/(?:[A-Za-z0-9._~-]+(?:\/[A-Za-z0-9._~-]+)*\/?)?$/;

/** Where a redirect leads: a path of the same host, or an address by HTTPS. */
export const redirectTarget = z
  .string()
  .refine(
    (text) => (ownPath.test(text) && !/\/\.{1,2}(\/|$)/.test(text)) || httpsUrl.safeParse(text).success,
    refusal(
      'is neither a path of the host nor a plain https address',
      'write it like /news/, or like https://www.commons.example/news without a trailing slash',
    ),
  )
  .meta({ examples: ['https://www.commons.example/news'] });
