/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ProviderId } from '../../sandbox';
import { hasSampleShape, type Sample, type SampleFile } from './sample';

/** The samples of a provider, checked; none where the provider has no file yet. */
export function samplesOf(provider: ProviderId): readonly Sample[] {
	const file = join(__dirname, `${provider}.json`);
	return existsSync(file) ? parseSamples(file, readFileSync(file, 'utf8')).samples : [];
}

/**
 * Reads the text of a file of samples.
 *
 * @throws naming the file, the sample and the reason, where the file or a sample in it is cut or malformed
 */
export function parseSamples(file: string, text: string): SampleFile {
	const name = basename(file);
	const parsed = jsonOf(text);
	if (parsed === undefined) throw new Error(`${name} is not JSON: it may be cut.`);
	if (!hasSampleShape(parsed)) {
		const [error] = hasSampleShape.errors ?? [];
		const params = JSON.stringify(error?.params ?? {});
		throw new Error(`${name}${error?.instancePath ?? ''} ${error?.message ?? ''} ${params}`);
	}
	if (`${parsed.provider}.json` !== name) throw new Error(`${name} is of ${parsed.provider}.`);
	const names = parsed.samples.map((sample) => sample.name);
	parsed.samples.forEach((sample, index) => {
		const wrong = whatIsWrong(sample, parsed.samples);
		if (wrong !== null) throw new Error(`${name}, sample ${sample.name}: ${wrong}`);
		if (names.indexOf(sample.name) !== index) {
			throw new Error(`${name}, sample ${sample.name}: it is there twice.`);
		}
	});
	return parsed;
}

/** The body byte for byte: `text` as it stands, `body` as compact JSON in the order of its fields. */
export function bodyTextOf(sample: Pick<Sample, 'body' | 'text'>): string {
	return sample.text ?? (sample.body === undefined ? '' : JSON.stringify(sample.body));
}

function whatIsWrong(sample: Sample, all: readonly Sample[]): string | null {
	const { body, text, headers, direction, call, answers, readings, notRead } = sample;
	if (body !== undefined && text !== undefined) return 'it has a body and a text.';
	const type = headers?.['content-type'] ?? 'application/json';
	if (text !== undefined && type.includes('json') && jsonOf(text) === undefined) {
		return 'its text is not JSON: it may be cut.';
	}
	const cut = textsIn(text === undefined ? body : jsonOf(text)).find((one) =>
		/(?:…|\.\.\.)$/.test(one),
	);
	if (cut !== undefined) return `the text '${cut}' looks cut.`;
	if ((direction === 'webhook') !== (call === undefined)) {
		return 'a webhook has no call, and everything else has one.';
	}
	if (readings.length === 0 && notRead === undefined)
		return 'nothing reads it, and it says not why.';
	if (readings.length > 0 && notRead !== undefined) return 'it is read, and says why it is not.';
	if (readings.length > 0 && direction !== 'webhook' && answers === undefined) {
		return 'it is read, and does not say which call it answers.';
	}
	for (const { ask, given = [], readAs } of readings) {
		if ((ask.operation === 'trigger') !== (direction === 'webhook')) {
			return 'a trigger reads webhooks, and only a trigger does.';
		}
		if (readAs.length === 0 && ask.operation !== 'getAll' && ask.operation !== 'trigger') {
			return 'a reading expects no item.';
		}
		for (const { sample: other, body: own, because } of given) {
			if (other !== undefined && own !== undefined)
				return 'a given answer has a sample and a body.';
			if (other !== undefined && !all.some(({ name }) => name === other)) {
				return `it is given the sample ${other}, which is nowhere.`;
			}
			if (own !== undefined && because === undefined) {
				return 'a given body does not say where it comes from.';
			}
		}
	}
	return null;
}

/** Parsed JSON; undefined where it is not JSON. */
function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** Every text in a body, at any depth. */
function textsIn(value: unknown): readonly string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap((inner: unknown) => textsIn(inner));
}
