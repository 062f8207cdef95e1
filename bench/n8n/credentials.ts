import { CREDENTIALS } from '../../sandbox/credentials';
import type { ProviderId } from '../../sandbox/types';
import type { BenchServer } from '../server/benchServer';
import type { BenchApi } from './api';

/** The ids of a provider's two credentials in n8n. */
export interface CredentialIds {
	/** Of the type that this package's node takes. */
	readonly node: string;
	/** A header, as the HTTP Request nodes take it. */
	readonly header: string;
}

/** Puts what node and pair sign in with into n8n. */
export async function addCredentials(
	api: BenchApi,
	server: BenchServer,
): Promise<Readonly<Record<ProviderId, CredentialIds>>> {
	const { duro, layer, revolv3, thredfi } = CREDENTIALS;
	// The pair gets its tokens by hand: what it would cost to fetch them is left out of its account.
	const tokens = await server.tokens();
	const both = async (provider: ProviderId, fields: object, name: string, value: string) => ({
		node: await api.addCredential(`${provider} bench`, `${provider}Api`, {
			environment: 'custom',
			baseUrl: `${server.url}/${provider}`,
			...fields,
		}),
		header: await api.addCredential(`${provider} header`, 'httpHeaderAuth', { name, value }),
	});
	return {
		duro: await both(
			'duro',
			{ secretKey: duro.secretKey },
			'Authorization',
			`Bearer ${duro.secretKey}`,
		),
		layer: await both(
			'layer',
			{ ...layer, tokenUrl: `${server.url}/layer/oauth2/token` },
			'Authorization',
			`Bearer ${tokens.layer}`,
		),
		revolv3: await both('revolv3', revolv3, 'x-revolv3-token', revolv3.token),
		thredfi: await both('thredfi', thredfi, 'Authorization', `Bearer ${tokens.thredfi}`),
	};
}
