/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { duro } from '../../nodes/Duro/adapter';
import { hosts as duroHosts } from '../../nodes/Duro/environments';
import { layer } from '../../nodes/Layer/adapter';
import { notRefundable as layerSaysNo } from '../../nodes/Layer/adapter/invoice';
import { hosts as layerHosts, scopes, tokenUrl } from '../../nodes/Layer/environments';
import { revolv3 } from '../../nodes/Revolv3/adapter';
import { whyNotRefundable } from '../../nodes/Revolv3/adapter/invoice';
import { refundState } from '../../nodes/Revolv3/adapter/wire';
import { hosts as revolv3Hosts } from '../../nodes/Revolv3/environments';
import { thredfi } from '../../nodes/Thredfi/adapter';
import { notRefundable as thredfiSaysNo } from '../../nodes/Thredfi/adapter/invoice';
import { stateOf } from '../../nodes/Thredfi/adapter/refund';
import { hosts as thredfiHosts, partnerLoginPath } from '../../nodes/Thredfi/environments';
import type { ProviderAdapter } from '../../nodes/shared/engine/provider/adapter';
import type { ProviderProfile } from '../../nodes/shared/engine/provider/profile';
import { refundKey } from '../../nodes/shared/engine/request/refundKey';
import { pageOf, root, tableUnder, type Page } from './page';

const pageFor = ({ profile }: ProviderAdapter): Page =>
	pageOf(`docs/providers/${profile.provider}.md`);
const pairs = (object: Readonly<Record<string, string>>) => Object.entries(object);

/** The words that a function's `case` clauses name: all that the code knows by name. */
function casesIn(file: string, name: string): string[] {
	const text = readFileSync(join(root, file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
	const found: string[] = [];
	const visit = (node: ts.Node, inside: boolean): void => {
		const here = inside || (ts.isFunctionDeclaration(node) && node.name?.text === name);
		if (here && ts.isCaseClause(node) && ts.isStringLiteral(node.expression)) {
			found.push(node.expression.text);
		}
		ts.forEachChild(node, (child) => visit(child, here));
	};
	visit(source, false);
	return found;
}

describe('the addresses on the page of', () => {
	it('duro are those the key prefixes lead to', () => {
		const rows = tableUnder(pageFor(duro), ['Environment', 'Address', 'In the key']);
		expect(rows).toEqual(pairs(duroHosts).map(([mode, host]) => [`sk_${mode}_`, host, mode]));
	});

	it('layer are those of the code, each with its scope', () => {
		const page = pageFor(layer);
		expect(tableUnder(page, ['Environment', 'Address', 'Scope'])).toEqual(
			pairs(layerHosts).map(([name, host]) => [
				name,
				host,
				pairs(scopes).find(([of]) => of === name)?.[1],
			]),
		);
		expect(page.codespans).toContain(tokenUrl);
	});

	it.each([
		[revolv3, revolv3Hosts],
		[thredfi, thredfiHosts],
	] as const)('%j are those of the code', (adapter, hosts) => {
		expect(tableUnder(pageFor(adapter), ['Environment', 'Address'])).toEqual(pairs(hosts));
	});

	it('thredfi name the way to the partner token', () => {
		expect(pageFor(thredfi).codespans).toContain(`POST ${partnerLoginPath}`);
	});
});

const RESENDS = {
	identicalOnce: 'the identical request, once',
	sameKeyAfterAnswer: 'the same key, after an answer',
	never: 'never',
};

/** The Limits table as the facts have it. */
function limitsOf(profile: ProviderProfile): string[][] {
	const { requestsPerSecond, requestsPer15Minutes, writesPerSecond, wireDecimals, displayName } =
		profile;
	return [
		['Largest amount', `${profile.largestMinor} minor units`],
		...(wireDecimals === null ? [] : [['Decimals on the wire', String(wireDecimals)]]),
		[
			'Requests per second',
			requestsPerSecond === null ? 'not documented' : String(requestsPerSecond),
		],
		...(requestsPer15Minutes === null
			? []
			: [['Requests in 15 minutes', String(requestsPer15Minutes)]]),
		...(writesPerSecond === null
			? []
			: [
					[
						'Refunds per second',
						profile.limitHeader === null
							? String(writesPerSecond)
							: `${writesPerSecond}, until an answer's ${profile.limitHeader} names more`,
					],
				]),
		[`Refunds are seen at ${displayName}`, profile.showsRefunds ? 'yes' : 'no'],
		[
			'A used reference is known from',
			profile.keysAreFoundAt === 'workflow'
				? "the workflow's memory"
				: `${displayName}'s own books`,
		],
		['Resent after doubt', RESENDS[profile.resend]],
	];
}

const adapters = [duro, layer, revolv3, thredfi];

it.each(adapters.map((adapter) => [adapter.profile.displayName, adapter] as const))(
	'the limits on the page of %s are the facts of its adapter',
	(_, adapter) => {
		expect(tableUnder(pageFor(adapter), ['', ''])).toEqual(limitsOf(adapter.profile));
	},
);

it.each(adapters.map((adapter) => [adapter.profile.displayName, adapter] as const))(
	'the page of %s says plainly whether money moves',
	(_, adapter) => {
		const [opening = ''] = readFileSync(join(root, pageFor(adapter).file), 'utf8').split('## ');
		expect(opening.includes('**Money goes back to the payer.**')).toBe(adapter.profile.movesMoney);
	},
);

describe('the statuses of an invoice on the page of', () => {
	const yes = (no: string | null) => (no === null ? 'yes' : 'no');
	const rows = (adapter: ProviderAdapter) =>
		tableUnder(pageFor(adapter), ['Invoice status', 'Refund']);

	it.each([
		[
			layer,
			'nodes/Layer/adapter/invoice.ts',
			'notRefundable',
			(word: string) => layerSaysNo(word, 'x'),
		],
		[
			revolv3,
			'nodes/Revolv3/adapter/invoice.ts',
			'whyNotRefundable',
			(word: string) => whyNotRefundable('1', word),
		],
		[
			thredfi,
			'nodes/Thredfi/adapter/invoice.ts',
			'notRefundable',
			(word: string) => thredfiSaysNo(word, 'x'),
		],
	] as const)(
		'%j are the words that the code names, with its verdict',
		(adapter, file, name, why) => {
			expect(rows(adapter)).toEqual(rows(adapter).map(([word = '']) => [word, yes(why(word))]));
			expect(
				rows(adapter)
					.map(([word]) => word)
					.sort(),
			).toEqual(casesIn(file, name).sort());
			expect(why('SOMETHING_NEW')).not.toBeNull();
		},
	);

	it('duro are the documented ones, of which one can be refunded', async () => {
		for (const [status = '', refund] of [...rows(duro), ['something_new', 'no']]) {
			const body = { id: 'inv_1', status, amount: 100, currency: 'NGN' };
			const reader = duro.openReader({
				read: async () => await Promise.resolve({ kind: 'answer', status: 200, headers: {}, body }),
			});
			const key = refundKey('duro', 'test', null, 'inv_1', '');
			const snapshot = await reader.readSnapshot({ businessId: null, invoiceId: 'inv_1' }, key);
			expect([status, snapshot.ok && yes(snapshot.value.notRefundable)]).toEqual([status, refund]);
		}
		expect(rows(duro).map(([word]) => word)).toEqual([
			'paid',
			'draft',
			'open',
			'uncollectible',
			'void',
		]);
	});
});

describe('the statuses of a refund on the page of', () => {
	const rows = (adapter: ProviderAdapter) =>
		tableUnder(pageFor(adapter), ['Refund status', 'Outcome']);
	const OUTCOMES = {
		done: 'refunded',
		pending: 'pending',
		declined: 'refused: providerRefused',
		keyUsedUp: 'refused: referenceSpent',
		undocumented: 'unknown',
	};

	it.each([
		[revolv3, 'nodes/Revolv3/adapter/wire.ts', 'refundState', refundState],
		[thredfi, 'nodes/Thredfi/adapter/refund.ts', 'stateOf', stateOf],
	] as const)(
		'%j are the words that the code names, with what they come to',
		(adapter, file, name, state) => {
			const words = casesIn(file, name);
			expect(rows(adapter)).toEqual(words.map((word) => [word, OUTCOMES[state(word)]]));
			expect(state('SomethingNew')).toBe('undocumented');
		},
	);

	it.each([
		[duro, { invoiceId: 'x', refunded: 1, status: 'anything' }],
		[
			layer,
			{
				id: 'r',
				refunded_amount: 1,
				status: 'ANYTHING',
				is_dedicated: false,
				allocations: [{ invoice_id: 'x', amount: 1 }],
			},
		],
	] as const)('%j are of no weight', (adapter, body) => {
		expect(rows(adapter)).toEqual([['any word, or none', 'refunded']]);
		const shape = { exponent: 2, full: false, untouched: false, invoiceStatus: null };
		const answer = { kind: 'answer', status: 200, headers: {}, body } as const;
		expect(adapter.parseRefundResponse(answer, shape)).toMatchObject({
			kind: 'claims',
			refund: { state: 'done' },
		});
	});
});
