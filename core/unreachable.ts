/** The end of a switch over a union: a value that types say cannot exist. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
