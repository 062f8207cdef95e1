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
		if (!base.ok) return base;
		const name = canonicalEnvironment(credentials, base.url, hosts);
		return name.ok ? at(name.environment, base.url) : name;
	}
	const baseUrl = Object.hasOwn(hosts, option) ? hosts[option] : undefined;
	return baseUrl === undefined ? unknownOption() : at(option, baseUrl);
}
