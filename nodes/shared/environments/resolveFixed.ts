import { canonicalEnvironment } from './canonicalEnvironment';
import { parseCustomUrl } from './customUrl';
import {
	at,
	fieldOf,
	unknownOption,
	type CredentialFields,
	type Hosts,
	type ResolvedEnvironment,
} from './resolved';

/** The plain case: the option `environment` names one of the hosts, or `custom` with a base URL. */
export function resolveFixed(credentials: CredentialFields, hosts: Hosts): ResolvedEnvironment {
	const option = fieldOf(credentials.environment);
	if (option === 'custom') {
		const base = parseCustomUrl(credentials.baseUrl, 'Base URL');
		return base.ok ? at(canonicalEnvironment(base.url, hosts), base.url) : base;
	}
	const baseUrl = Object.hasOwn(hosts, option) ? hosts[option] : undefined;
	return baseUrl === undefined ? unknownOption() : at(option, baseUrl);
}
