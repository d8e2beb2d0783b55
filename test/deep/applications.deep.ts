import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Authority } from '../cluster/support/certificates';
import { RemoteSecrets } from './applications/cluster-secrets';
import { eventually } from './applications/eventually';
import { gitea } from './applications/gitea';
import { renderedRecipes } from './applications/rendered-recipes';
import { Sandbox, socketAt } from './applications/sandbox';
import { ServedApplication } from './applications/served-application';
import { routerFor } from './applications/single-sign-on';
import { synapse } from './applications/synapse';
import { weblate } from './applications/weblate';
import { Browser, type Answer } from './keycloak/browser';
import { Community, enrol, people } from './keycloak/community';

/** Recipes served with exactly what is rendered for them: the real programs, databases, cache and single sign-on. */

const folder = mkdtempSync(join(tmpdir(), 'served-'));
const remote = new RemoteSecrets();
const singleSignOn = { names: ['sso.commons.example'], port: 443, socket: 'single-sign-on' };

let recipes: Awaited<ReturnType<typeof renderedRecipes>>;
let authority: Authority;
let community: Community;
let router: Server;

beforeAll(async () => {
  mkdirSync(join(folder, 'sockets'));
  authority = await Authority.make();
  recipes = await renderedRecipes([synapse, gitea, weblate].map(({ name }) => name));
  const { realm, secrets } = recipes.realm;
  community = await Community.start({
    name: 'applications',
    clients: realm.clients.filter(({ id }) => id.endsWith('-web')),
    secrets: Object.fromEntries(Object.entries(secrets).map(([variable, name]) => [variable, remote.value(name)])),
  });
  router = await routerFor(community.server, authority, socketAt(folder, singleSignOn.socket));
}, 600_000);

afterAll(() => {
  router.close();
  community.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  { application: synapse, person: people.member },
  { application: gitea, person: people.newcomer },
  { application: weblate, person: people.outsider },
])('$application.name', ({ application, person }) => {
  let served: ServedApplication;
  let pod: Sandbox;

  beforeAll(async () => {
    const { name, renamed } = application;
    const image = await application.image();
    const objects = recipes.objects[name] ?? [];
    served = await ServedApplication.prepare({
      name,
      renamed,
      image,
      objects,
      remote,
      authority,
      singleSignOn,
      folder,
    });
    // 20 minutes on two cores the first time, when programs are built.
  }, 2_400_000);

  afterAll(() => Sandbox.stopAll());

  test('says what is missing when a variable is misspelt, and does not answer', async () => {
    const { right, wrong, says } = application.misspelling;
    const misspelt = await served.startMisspelt(right, wrong);
    for (let second = 0; second < 60 && !misspelt.hasEnded && !says.test(misspelt.lastWords()); second++)
      await pause(1000);
    expect(misspelt.lastWords()).toMatch(says);
    expect(await served.statusOf('misspelt').catch(() => 0)).not.toBe(200);
    await misspelt.stop();
  }, 120_000);

  test('answers where and as soon as its probe asks', async () => {
    pod = await served.start();
    const { seconds } = served.promises;
    await eventually(
      seconds,
      async () => {
        expect(await served.statusOf('web')).toBe(200);
      },
      pod,
    );
  }, 1_900_000);

  test('lets somebody in by the single sign-on', async () => {
    const { listens, close } = await served.relay();
    const browser = new Browser({ listens, knownAs: served.knownAs });
    const logIn = async ({ sentTo, html }: Answer): Promise<Answer> => {
      if (sentTo?.origin !== community.server.knownAs) throw new Error(`leads to ${sentTo?.href ?? html}`);
      const { answer } = await enrol(community.browser(), person, sentTo.href);
      if (answer.sentTo === undefined) throw new Error(`does not lead back: ${answer.html}`);
      return browser.open(answer.sentTo.href);
    };
    try {
      expect(await application.visit({ browser, logIn, listens, pod })).toBe(application.member(person.uid));
    } catch (error) {
      throw new Error(`${String(error)}\n${pod.lastWords()}`, { cause: error });
    } finally {
      close();
    }
  }, 120_000);

  test('ends when it is asked to, in the time that it asks for', async () => {
    expect(await pod.terminate(served.promises.stopSeconds)).toBeDefined();
  }, 400_000);
});
