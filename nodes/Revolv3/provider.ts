import type { Provider } from '../shared/n8n/run/provider';
import { revolv3 as adapter } from './adapter';
import { resolveEnvironment } from './environments';

export const revolv3: Provider = { adapter, resolveEnvironment };
