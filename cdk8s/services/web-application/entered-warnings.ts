import type { Finding } from '../../../model/finding';
import { enteredSecretWarnings, type EnteredSecrets } from '../../../model/kinds/entered-secrets';
import type { PlacedText } from '../../../model/kinds/secret-rules';
import { settingText, type Settings } from '../../../model/ordered-settings';
import type { PathStep } from '../../../model/problem';
import { fileText } from '../../../model/schema/service-files';
import { mailPassword } from './application-variables';
import { serviceProcesses } from './placed-processes';
import type { WebApplicationService } from './web-application-schema';

/** The secrets of a web application that people enter, its password for mail among them. */
export const enteredSecrets = ({ secrets, mail }: Pick<WebApplicationService, 'secrets' | 'mail'>): EnteredSecrets => ({
  secrets,
  beside: mail?.user === undefined ? [] : [mailPassword],
});

/** Warnings on what people enter, where a text gives some of its letters another meaning. */
export const enteredWarnings = (service: WebApplicationService): readonly Finding[] => {
  const { settings, files, command = [], args = [] } = service;
  const processes = serviceProcesses(service);
  return enteredSecretWarnings(enteredSecrets(service), {
    texts: [
      ...settingTexts(settings, []),
      ...wordTexts(command, ['command']),
      ...wordTexts(args, ['args']),
      ...processes.flatMap(({ at, settings: own, commands }) => [
        ...settingTexts(own, at),
        ...commands.flatMap(({ words, path }) => wordTexts(words, path)),
      ]),
    ],
    files: Object.entries(files).map(([name, file]) => ({ name, text: fileText(file), path: ['files', name] })),
  });
};

const settingTexts = (settings: Settings, at: readonly PathStep[]): readonly PlacedText[] =>
  Object.entries(settings).map(([name, value]) => ({ text: settingText(value), path: [...at, 'settings', name] }));

const wordTexts = (words: readonly string[], at: readonly PathStep[]): readonly PlacedText[] =>
  words.map((text, index) => ({ text, path: [...at, index] }));
