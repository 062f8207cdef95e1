import type { Provider } from '../shared/n8n/provider';
import { thredfi as adapter } from './adapter';
import { businessKeys } from './businessKeys';
import { resolveEnvironment } from './environments';
import { clientTokens } from './tokenRequest';

export const thredfi: Provider = {
	adapter,
	resolveEnvironment,
	clientTokens,
	openKeys: businessKeys,
};
