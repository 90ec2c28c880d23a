// Says of a resource that it would deploy and then fail.
import { LocalFault } from './local-fault.ts';

/** @throws LocalFault 'local.wiring' */
export function refuse(resource: string, problem: string): never {
  throw new LocalFault('local.wiring', { resource, problem });
}
