/** A step that cannot be performed as written: the file is wrong, not the system. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}
