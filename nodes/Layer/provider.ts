import type { Provider } from '../shared/n8n/run/provider';
import { layer as adapter } from './adapter';
import { resolveEnvironment } from './environments';
import { clientTokens } from './tokenRequest';

export const layer: Provider = { adapter, resolveEnvironment, clientTokens };
