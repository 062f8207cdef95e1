import { duro } from '../../nodes/Duro/adapter';
import { layer } from '../../nodes/Layer/adapter';
import { revolv3 } from '../../nodes/Revolv3/adapter';
import { thredfi } from '../../nodes/Thredfi/adapter';
import type { ProviderAdapter } from '../../nodes/shared/engine/provider/adapter';
import type { RefundPlan } from '../../nodes/shared/engine/decide/plan';
import { KEY_PREFIX } from '../../nodes/shared/engine/request/refundKey';
import { planOf } from '../adapters/duro/samples';
import { ITEM_KEYS } from '../contract/itemKeys';
import { pageOf, pages } from './page';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const examples = pages.flatMap((file) =>
	pageOf(file)
		.fences.filter(({ language }) => language === 'json')
		.map(({ text }) => ({ file, text })),
);
const isRequest = (file: string) => file.startsWith('docs/providers/');

it('there are examples', () => {
	expect(examples.length).toBeGreaterThan(5);
});

it.each(examples.filter(({ file }) => !isRequest(file)))(
	'an output on $file is of the contract: $text',
	({ text }) => {
		const example: unknown = JSON.parse(text);
		if (!isObject(example)) throw new Error('It is no object');
		const keys = Object.keys(example);
		if ('details' in example) {
			expect(keys).toEqual(ITEM_KEYS.failure);
			expect(Object.keys(isObject(example.details) ? example.details : {})).toEqual(
				ITEM_KEYS.details,
			);
		} else if ('wouldRefund' in example) {
			expect(keys).toEqual(ITEM_KEYS.check);
		} else if ('event' in example) {
			expect(keys).toEqual(ITEM_KEYS.trigger);
		} else if ('isFinal' in example) {
			expect(keys).toEqual(ITEM_KEYS.refund);
		} else {
			expect(keys).toEqual(ITEM_KEYS.success);
		}
	},
);

/** A refund of 12.50 under TICKET-81, as the pages show it. */
function plan(change: Partial<RefundPlan> = {}): RefundPlan {
	const sample = planOf(1250);
	return {
		...sample,
		target: {
			businessId: '7b2f6c1e-0d4a-4f7b-9a55-3c1d2e8f9a10',
			invoiceId: '0c9d5a7e-6b1f-4e83-8d2a-5f4b3c2d1e0f',
		},
		invoiceStatus: 'PAID',
		...change,
		details: {
			...sample.details,
			method: 'OTHER',
			completedAt: '2026-01-31T14:00:00.000Z',
			reason: 'TICKET-81',
			referenceNumber: 'TICKET-81',
		},
	};
}

const everything = { full: true, untouched: true };

describe.each<[string, ProviderAdapter, Array<Partial<RefundPlan>>]>([
	['duro', duro, [{}]],
	['layer', layer, [everything, {}]],
	['revolv3', revolv3, [{}, everything]],
	['thredfi', thredfi, [{}]],
])('the bodies on the page of %s', (provider, adapter, plans) => {
	const shown = examples.filter(({ file }) => file === `docs/providers/${provider}.md`);

	it('are what the node sends, in the order of the page', () => {
		const sent = plans.map((change) => {
			const text = JSON.stringify(adapter.buildRefundRequest(plan(change)).body);
			return text.replaceAll(new RegExp(`${KEY_PREFIX}[0-9a-f]{40}`, 'g'), `${KEY_PREFIX}…`);
		});
		expect(shown.map(({ text }) => JSON.stringify(JSON.parse(text)))).toEqual(sent);
	});
});
