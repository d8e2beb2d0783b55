import { z } from 'zod';
import { postgresOfDebian, pythonOfDebian, pythonPackages } from './python-packages';
import type { TriedApplication } from './tried-application';

const loginSchema = z.looseObject({ access_token: z.string() });
const whoSchema = z.looseObject({ user_id: z.string() });

const packages = '/opt/packages';

/** The image's own start takes the word `run` away. Source: element-hq/synapse:docker/start.py. */
const start = `#!/bin/sh
[ "$1" = run ] || exit 2
shift
exec /usr/bin/python3 -m synapse.app.homeserver "$@"
`;

/** A client of somebody, to which Synapse sends them back with a token for one login. */
const client = 'https://chat.commons.example/';

export const synapse: TriedApplication = {
  name: 'synapse',
  image: async () => ({
    packages: [...pythonOfDebian, ...postgresOfDebian],
    folders: { [packages]: await pythonPackages('synapse') },
    files: { '/start.py': start },
    variables: { PYTHONPATH: packages },
    entrypoint: ['/start.py'],
  }),
  misspelling: { right: '  host: web-db', wrong: '  hots: web-db', says: /invalid connection option "hots"/ },
  visit: async ({ browser, logIn, listens }) => {
    const asked = `/_matrix/client/v3/login/sso/redirect/oidc-sso?redirectUrl=${encodeURIComponent(client)}`;
    const { html, sentTo } = await logIn(await browser.open(asked));
    // A client that nobody declared is shown to the person first.
    const token = /loginToken=([\w-]+)/.exec(sentTo?.search ?? html)?.[1];
    const login = await fetch(`${listens}/_matrix/client/v3/login`, {
      method: 'POST',
      body: JSON.stringify({ type: 'm.login.token', token }),
    });
    const { access_token } = loginSchema.parse(await login.json());
    const who = await fetch(`${listens}/_matrix/client/v3/account/whoami`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    return whoSchema.parse(await who.json()).user_id;
  },
  member: (uid) => `@${uid}:matrix.commons.example`,
};
