import { pythonOfDebian, pythonPackages } from './python-packages';
import type { TriedApplication } from './tried-application';

const packages = '/opt/packages';

/**
 * What the image's own start does before it starts programs beside each other, of which Granian is the one that answers; nginx in front
 * of it and the workers of Celery are not tried. Source: WeblateOrg/docker:start.
 */
const start = `#!/bin/bash
set -e
umask 077
mkdir -p /app/data/python/customize /run/granian
touch /app/data/python/customize/__init__.py /app/data/python/customize/models.py
[ -s /app/data/secret ] || od -An -N32 -tx1 /dev/urandom | tr -d ' \\n' > /app/data/secret
weblate() { /usr/bin/python3 -m weblate.runner "$@"; }
weblate check
weblate migrate --noinput
weblate createadmin --update --password="$WEBLATE_ADMIN_PASSWORD" --email="$WEBLATE_ADMIN_EMAIL" --name="$WEBLATE_ADMIN_NAME"
weblate collectstatic --noinput
exec /usr/bin/python3 -m granian --interface wsgi --host 0.0.0.0 --port 8080 --workers 1 --blocking-threads 4 weblate.wsgi:application
`;

export const weblate: TriedApplication = {
  name: 'weblate',
  image: async () => ({
    packages: [...pythonOfDebian, 'borgbackup', 'git'],
    folders: { [packages]: await pythonPackages('weblate') },
    files: { '/app/bin/start': start },
    certificates: [`${packages}/certifi/cacert.pem`],
    variables: { DJANGO_SETTINGS_MODULE: 'weblate.settings_docker', PYTHONPATH: `${packages}:/app/data/python` },
    entrypoint: ['/app/bin/start'],
    defaultArgs: ['runserver'],
  }),
  misspelling: { right: 'POSTGRES_HOST', wrong: 'POSTGRES_HOTS', says: /POSTGRES_HOST has to be configured/ },
  visit: async ({ browser, logIn }) => {
    const page = await browser.open('/accounts/login/');
    const address = /data-href="([^"]*\/accounts\/login\/oidc\/[^"]*)"/.exec(page.html)?.[1];
    await logIn(await browser.submit(page, {}, address));
    const { html } = await browser.open('/accounts/profile/');
    // The page's own link to what others see of whoever is logged in.
    return /href="\/user\/([^/"]+)\/"/.exec(html)?.[1] ?? html.slice(0, 3000);
  },
  member: (uid) => uid,
};
