import { didYouMean } from '../../../model/did-you-mean';
import { fileProblem } from '../../../model/file-problem';
import { throwProblems, type Problem } from '../../../model/problem';
import type { KeyPairNames } from '../../../model/service-needs';
import { placesNamed, type FilledSecret, type SecretPlace } from './filled-secrets';
import type { GivenValue } from './given-values';

/** What becomes of the secret of a service. */
export interface SecretPlan {
  readonly secret: FilledSecret;
  /** Values to set, by key. */
  readonly set: Readonly<Record<string, string>>;
  /** Key pairs to make. */
  readonly make: readonly KeyPairNames[];
  /** Keys whose values nobody gave yet: they are missing, or to be replaced. */
  readonly ask: readonly string[];
}

export interface SecretPlanProps {
  readonly secrets: readonly FilledSecret[];
  /** Values that are there by their keys, by the name of the secret. */
  readonly held: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly given: readonly GivenValue[];
  /** File with the given values, for messages. */
  readonly file: string;
  /** Values that may be replaced, each `<NAME>` or `<service>/<NAME>`. */
  readonly replace: readonly string[];
}

/**
 * Decides which values are set, made and asked for. A value that is there stays, unless it is named in `replace`, and may be given once
 * more as it is; both keys of a pair come together.
 *
 * @throws ProblemsError with everything that does not fit
 */
export function planSecrets(props: SecretPlanProps): readonly SecretPlan[] {
  const problems: Problem[] = [];
  const { secrets, file } = props;
  const find = (written: string, place: string, line = 1): SecretPlace | undefined => {
    const [found, ...others] = placesNamed(written, secrets);
    if (found !== undefined && others.length === 0) return found;
    const names = secrets.flatMap(({ keys }) => keys);
    const [reason, remedy] =
      found === undefined
        ? ['is no value that people give', didYouMean(written, names, `name one of: ${names.join(', ')}`)]
        : ['is a value of several services', `name one: ${[found, ...others].map(fullName).join(' or ')}`];
    problems.push({ ...fileProblem(place, `${written} ${reason}`, remedy), line });
    return undefined;
  };
  const given = props.given.flatMap(({ written, value, line }) => {
    const place = find(written, file, line);
    return place === undefined ? [] : [{ ...place, value, line }];
  });
  const replace = props.replace.flatMap((written) => find(written, '--replace') ?? []);
  const plans = secrets.map((secret): SecretPlan => {
    const ofSecret = <Place extends SecretPlace>(places: readonly Place[]) =>
      places.filter((place) => place.secret === secret);
    const { plan, problems: own } = planSecret(secret, {
      held: props.held.get(secret.name) ?? {},
      given: ofSecret(given),
      replace: ofSecret(replace).map(({ key }) => key),
      file,
    });
    problems.push(...own);
    return plan;
  });
  throwProblems(problems);
  return plans;
}

const fullName = ({ secret, key }: SecretPlace): string => `${secret.service}/${key}`;

interface OneSecret {
  readonly held: Readonly<Record<string, unknown>>;
  readonly given: readonly { readonly key: string; readonly value: string; readonly line: number }[];
  readonly replace: readonly string[];
  readonly file: string;
}

function planSecret(
  secret: FilledSecret,
  { held, given, replace, file }: OneSecret,
): { readonly plan: SecretPlan; readonly problems: readonly Problem[] } {
  const { service, keys, pairs } = secret;
  const kept = keys.filter((key) => Object.hasOwn(held, key) && !replace.includes(key));
  const changing = given.filter(({ key, value }) => held[key] !== value);
  const overwritten = changing
    .filter(({ key }) => kept.includes(key))
    .map(({ key, line }) => ({
      ...fileProblem(file, `${service}/${key} has a value already`, `to overwrite it: --replace ${service}/${key}`),
      line,
    }));
  const isGiven = (key: string): boolean => given.some((value) => value.key === key);
  const halves = pairs.flatMap((pair) => pairProblems(pair, { service, kept, isGiven, file }));
  const inPairs = pairs.flatMap((pair) => [pair.private, pair.public]);
  return {
    plan: {
      secret,
      set: Object.fromEntries(changing.map(({ key, value }) => [key, value])),
      make: pairs.filter((pair) => !isGiven(pair.private) && !kept.includes(pair.private)),
      ask: keys.filter((key) => !inPairs.includes(key) && !kept.includes(key) && !isGiven(key)),
    },
    problems: [...overwritten, ...halves],
  };
}

interface PairContext extends Pick<OneSecret, 'file'> {
  readonly service: string;
  /** Keys whose values stay. */
  readonly kept: readonly string[];
  readonly isGiven: (key: string) => boolean;
}

function pairProblems(pair: KeyPairNames, { service, kept, isGiven, file }: PairContext): readonly Problem[] {
  const both = [pair.private, pair.public];
  const [stays] = both.filter((key) => kept.includes(key));
  const [comes] = both.filter(isGiven);
  const title = `${service}/${both.join(` and ${service}/`)}`;
  if (comes !== undefined && !both.every(isGiven)) {
    return [fileProblem(file, `gives one of the keys ${title} alone`, 'give both, or none to have a new pair made')];
  }
  return stays === undefined || both.every((key) => kept.includes(key))
    ? []
    : [
        fileProblem(
          `${service}/${stays}`,
          `has a value, and the other of the keys ${title} has none that stays`,
          `to have a new pair made: ${both.map((key) => `--replace ${service}/${key}`).join(' ')}`,
        ),
      ];
}
