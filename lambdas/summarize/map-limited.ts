/** Maps values through an asynchronous function, a few at a time, keeping their order. */
export async function mapLimited<From, To>(
  values: readonly From[],
  limit: number,
  map: (value: From) => Promise<To>,
): Promise<readonly To[]> {
  const results = new Map<number, To>();
  const queue = values.entries();
  const work = async (): Promise<void> => {
    for (const [index, value] of queue) results.set(index, await map(value));
  };
  await Promise.all(Array.from({ length: Math.min(limit, values.length) }, work));
  return values.flatMap((_, index) => {
    const result = results.get(index);
    return result === undefined ? [] : [result];
  });
}
