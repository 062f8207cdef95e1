import { CREDENTIALS, SECOND_CREDENTIALS } from '../../../sandbox/credentials';
import { Broken, type Execution, type Facts } from '../story';
import { PERSONAL } from '../world/planted';

/** Credentials, and the beginning of every token that the sandbox gives out. */
const SECRETS: readonly string[] = [
	...[CREDENTIALS, SECOND_CREDENTIALS].flatMap(({ duro, layer, revolv3, thredfi }) => [
		duro.secretKey,
		layer.clientSecret,
		revolv3.token,
		thredfi.apiKey,
	]),
	'sandbox-layer-client-token',
	'sandbox-thredfi-partner-token',
	'sandbox-thredfi-business-token',
];

/** No secret and no planted personal datum in any output, error, saved context, log line or stored value. */
export function nothingLeaks({ results, running, batch }: Execution, facts: Facts): void {
	const texts = (results ?? []).flatMap(({ main, error, failed, contextData, runData, hints }) =>
		[main, error, failed, contextData, runData, hints].map(spelled),
	);
	const seen = [...texts, ...facts.logged, ...facts.storeValues];
	// With Simplify off the provider's own answer was asked for, whatever stands in it.
	const forbidden = batch.simplify ? [...SECRETS, ...PERSONAL] : SECRETS;
	for (const word of forbidden) {
		const text = seen.find((one) => one.includes(word));
		if (text === undefined) continue;
		const at = text.indexOf(word);
		throw new Broken(
			'leak',
			`${running.name} showed '${word}': …${text.slice(Math.max(0, at - 200), at + 60)}…`,
		);
	}
}

/** JSON with everything that errors keep out of it. */
function spelled(value: unknown): string {
	return (
		JSON.stringify(value, (_name, inner: unknown) =>
			inner instanceof Error
				? Object.fromEntries(
						Object.getOwnPropertyNames(inner).map((name) => [name, Reflect.get(inner, name)]),
					)
				: inner,
		) ?? ''
	);
}
