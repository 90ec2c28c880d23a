// A handler for tests: says what it was called with.
export const handler = async (event: unknown): Promise<unknown> => event;
