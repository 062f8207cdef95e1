import type { Provider } from '../shared/n8n/provider';
import { thredfi as adapter } from './adapter';
import { businessTokens } from './businessTokens';
import { resolveEnvironment } from './environments';

export const thredfi: Provider = { adapter, resolveEnvironment, openTokens: businessTokens };
