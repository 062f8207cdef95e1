import type { Provider } from '../shared/n8n/run/provider';
import { duro as adapter } from './adapter';
import { resolveEnvironment } from './environments';
import { clientTokens } from './tokenRequest';

export const duro: Provider = { adapter, resolveEnvironment, clientTokens };
