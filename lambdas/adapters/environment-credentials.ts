/**
 * Credentials as Lambda hands them to every function: in its environment. The bundler puts this
 * in the place of the SDK's own search through files, sign-ins and metadata services, a sixth of a
 * bundle that no function can use.
 */
import { fromEnv } from '@aws-sdk/credential-provider-env';

/** The name and shape the SDK's clients import. */
export const defaultProvider = fromEnv;
