/** A comparison with a number, or with a product of numbers such as `26 * 3600`, that is not inside of a text. */
const limit = /(>=?|<=?)\s*(?:bool\s+)?(\d+(?:\.\d+)?(?:e[+-]?\d+)?(?:\s*\*\s*\d+(?:\.\d+)?)*)(?![\w.])/g;

/** What is said of an alert that asks Prometheus something else: whether it sounds later, or what nobody can tell. */
export function otherQuestion(
  before: string,
  after: string,
): { readonly class: 'weakens' | 'watch'; readonly how: string } | undefined {
  if (before === after) return undefined;
  const form = (text: string) => text.replaceAll(limit, '$1 #');
  const [old, current] = [limits(before), limits(after)];
  if (form(before) !== form(after)) return { class: 'watch', how: 'ask something else for' };
  const later = old.flatMap(({ operator, value }, index) => {
    const now = current[index]?.value ?? value;
    const isLater = operator.startsWith('>') ? now > value : now < value;
    return isLater ? [`have only at ${operator} ${now} in place of ${value}`] : [];
  });
  const [how] = later;
  return how === undefined ? undefined : { class: 'weakens', how };
}

const limits = (text: string): readonly { readonly operator: string; readonly value: number }[] =>
  [...text.matchAll(limit)].map(([, operator = '', product = '']) => ({
    operator,
    value: product.split('*').reduce((all, factor) => all * Number(factor), 1),
  }));
