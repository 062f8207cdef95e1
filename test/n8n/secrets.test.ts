/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { inspect } from 'node:util';
import { LoggerProxy, type Logger } from 'n8n-workflow';
import { startSandbox, type FaultRule, type ProviderId } from '../../sandbox';
import { openTap, type Tap } from '../contract/tap';
import { openBed, PROVIDERS, type Bed } from '../bed';
import { disputes, FROM_ITEM } from './engine/cases';

/** What a provider may say about a payer, in any object of any answer. */
const PERSON = {
	customer_name: 'Ada Nowak-Lovelace',
	email: 'ada.nowak@example.org',
	phone: '+49 170 1234567',
	cardNumber: '4111111111111111',
	billingAddress: { line1: 'Lindenallee 17', holder: 'Ada Nowak-Lovelace' },
};
const GOSSIP =
	'Card 4111 1111 1111 1111 of ada.nowak@example.org (call +49 170 1234567) and Bearer eyJhbGciOi.eyJzdWIi.c2ln';
const PERSONAL = [
	'Nowak',
	'Lindenallee',
	'example.org',
	'41111111',
	'4111 1111',
	'170 123',
	'1701234567',
	'eyJhbGciOi',
];

/** Puts the person into every object of a success, and gossip into every text of a refusal. */
function gossiping(status: number, text: string): string {
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		return `${text} ${GOSSIP}`;
	}
	const walk = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(walk);
		if (typeof value === 'string' && status >= 400) return `${GOSSIP} ${value}`;
		if (typeof value !== 'object' || value === null) return value;
		const fields = Object.entries(value).map(([name, field]) => [name, walk(field)]);
		return { ...PERSON, ...Object.fromEntries(fields) } as unknown;
	};
	return JSON.stringify(walk(body));
}

const logged: unknown[] = [];
const note = (...words: unknown[]) => void logged.push(words);
const logger = Object.fromEntries(
	['error', 'warn', 'info', 'debug', 'verbose', 'silly', 'scoped'].map((level) => [level, note]),
) as unknown as Logger;

/** Everything an execution leaves behind, as deep as it goes. */
function tracesOf(bed: Bed, result: Awaited<ReturnType<Bed['refund']>>): string {
	const { failed, runData, contextData, hints, main, error } = result;
	const deep = { depth: 12, maxArrayLength: null, maxStringLength: null, showHidden: true };
	const kept = { failed, runData, contextData, hints, main, error, logged, calls: bed.store.calls };
	return `${inspect(kept, deep)} ${JSON.stringify(kept)}`;
}

function secretsSeen(tap: Tap, bed: Bed): string[] {
	const { duro, layer, revolv3, thredfi } = bed.sandbox.credentials;
	const tokens = tap.exchanges.flatMap(({ sent, answer }) => {
		const header = String(sent.headers.authorization ?? '').split(' ')[1];
		const token: unknown = Object(answer?.body).access_token;
		return [header, typeof token === 'string' ? token : undefined];
	});
	return [
		duro.secretKey,
		layer.clientSecret,
		revolv3.token,
		thredfi.apiKey,
		...tokens.filter((token) => token !== undefined && token !== ''),
	].map(String);
}

const WAYS: ReadonlyArray<readonly [string, (provider: ProviderId) => FaultRule[]]> = [
	['a success', () => []],
	...[400, 401, 403, 404, 409, 422, 500].map(
		(status) =>
			[
				`a ${status} to the refund`,
				(provider: ProviderId): FaultRule[] => [
					{ provider, call: 'refund', kind: 'status', status, times: 9 },
				],
			] as const,
	),
	[
		'a page of HTML',
		(provider) => [{ provider, call: 'refund', kind: 'html', status: 502, times: 9 }],
	],
	[
		'a lost answer',
		(provider) => [{ provider, call: 'refund', kind: 'drop', moment: 'afterCommit', times: 9 }],
	],
	[
		'a refund of another amount',
		(provider) => [{ provider, call: 'refund', kind: 'otherAmount', times: 9 }],
	],
	[
		'a 500 to the read',
		(provider) => [{ provider, call: 'readInvoice', kind: 'status', status: 500, times: 9 }],
	],
	[
		'a 401 to everything',
		(provider) => [{ provider, call: 'any', kind: 'status', status: 401, times: 99 }],
	],
];

describe.each(PROVIDERS)(
	'nothing that %s or the credential keeps to itself is left behind',
	(provider) => {
		let behind: Bed['sandbox'];
		let tap: Tap;

		beforeAll(async () => {
			behind = await startSandbox();
			tap = await openTap(behind, gossiping);
			LoggerProxy.init(logger);
			for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
				jest.spyOn(console, level).mockImplementation(note);
			}
		});
		afterAll(async () => {
			jest.restoreAllMocks();
			await tap.close();
			await behind.stop();
		});
		beforeEach(() => {
			behind.reset();
			tap.exchanges.length = 0;
			logged.length = 0;
		});

		it.each(WAYS)('after %s', async (_, rulesFor) => {
			for (const [onError, simplify] of [
				['continueErrorOutput', true],
				['stopWorkflow', true],
				['continueRegularOutput', false],
			] as const) {
				behind.clearFaults();
				const bed = await openBed({ sandbox: tap.sandbox });
				const items = disputes(bed, provider, 2);
				for (const rule of rulesFor(provider)) behind.fault(rule);
				const settings = { onError, retryOnFail: onError === 'stopWorkflow', maxTries: 2 };
				const result = await bed.refund(provider, { ...FROM_ITEM, simplify }, items, settings);
				const traces = tracesOf(bed, result);
				expect(secretsSeen(tap, bed).filter((secret) => traces.includes(secret))).toEqual([]);
				expect(traces).not.toMatch(/Authorization|x-revolv3-token|Bearer (?!\[)/i);
				// With 'Simplify' off the user asks for the provider's own answer, where there is one.
				if (simplify) expect(PERSONAL.filter((words) => traces.includes(words))).toEqual([]);
			}
		});

		it('after a check and a read, where the answer is not asked for', async () => {
			const bed = await openBed({ sandbox: tap.sandbox });
			const items = disputes(bed, provider, 2);
			const { invoiceId = '' } = FROM_ITEM;
			for (const result of [
				await bed.check(provider, FROM_ITEM, items),
				await bed.get(provider, { invoiceId }, items),
			]) {
				const traces = tracesOf(bed, result);
				expect(result.main).toHaveLength(2);
				expect(
					[...PERSONAL, ...secretsSeen(tap, bed)].filter((one) => traces.includes(one)),
				).toEqual([]);
			}
		});
	},
);
