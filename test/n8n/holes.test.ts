import type { IDataObject } from 'n8n-workflow';
import { SEED } from '../../sandbox';
import { detailsOf, PROVIDERS } from '../bed';
import { sharedBed } from './engine/cases';

/** Expressions that hold more than one value: each part of them has to yield something. */
const own = sharedBed();

const part = { refundType: 'amount', amount: '1.00' };
const item: IDataObject = {
	id: 81,
	zero: 0,
	no: false,
	nothing: null,
	blank: ' \u200b',
	object: { id: 81 },
	list: [81],
	large: 820982911946154500,
	cell: '#N/A',
	number: '2.02611E+11',
	date: '2026-01-31',
};

describe.each(PROVIDERS)('the reference at %s', (provider) => {
	it.each([
		['=TICKET-{{ $json.missing }}', '{{ $json.missing }}', 'yields nothing'],
		['=TICKET-{{ $json.missing.deeper }}', '{{ $json.missing.deeper }}', 'yields nothing'],
		['=TICKET-{{ $json.nothing }}', '{{ $json.nothing }}', 'yields nothing'],
		['=TICKET-{{ $json.blank }}', '{{ $json.blank }}', 'yields nothing'],
		['={{ $json.missing }}-81', '{{ $json.missing }}', 'yields nothing'],
		['={{ $json.id }}-{{ $json.missing }}', '{{ $json.missing }}', 'yields nothing'],
		['=TICKET-{{ $json.missing', '{{ $json.missing', 'yields nothing'],
		['=TICKET-{{ }}', "'Reference'", 'could not be read'],
		['=TICKET-{{ $json.object }}', '{{ $json.object }}', 'yields an object'],
		['=TICKET-{{ $json.list }}', '{{ $json.list }}', 'yields a list'],
		['=TICKET-{{ $json.large }}', '{{ $json.large }}', 'its last digits are lost'],
		['=TICKET-{{ $json.cell }}', '{{ $json.cell }}', 'holds #N/A'],
		['=TICKET-{{ $json.number }}', '{{ $json.number }}', 'holds 2.02611E+11'],
		['=TICKET-{{ "\\}}" + $json.missing }}', "'Reference'", 'template'],
	])('is refused for its hole: %s', async (reference, name, words) => {
		for (const operation of ['refund', 'check'] as const) {
			const { main, error } = await own.bed[operation](provider, { ...part, reference }, [item]);
			expect(main).toEqual([]);
			expect(error.map(detailsOf)).toMatchObject([
				{ code: 'invalidParameter', outcome: 'refused', invoiceId: SEED[provider].paid },
			]);
			expect(error[0]?.json.error).toContain("'Reference'");
			expect(error[0]?.json.error).toContain(name);
			expect(error[0]?.json.error).toContain(words);
			expect(own.bed.sandbox.requests).toEqual([]);
		}
	});

	it.each([
		['={{ "TICKET-" + $json.missing }}', 'undefined'],
		['={{ "TICKET-" + $json.nothing }}', 'null'],
		['={{ "TICKET-" + $json.object }}', '[object Object]'],
		['={{ `TICKET-${ Number($json.cell) }` }}', 'NaN'],
	])('is refused for the word in it: %s', async (reference, word) => {
		const { main, error } = await own.bed.refund(provider, { ...part, reference }, [item]);
		expect(main).toEqual([]);
		expect(error.map(detailsOf)).toMatchObject([{ code: 'invalidParameter' }]);
		expect(error[0]?.json.error).toContain(`"${word}"`);
		expect(own.bed.sandbox.requests).toEqual([]);
	});

	it.each([
		['=TICKET-{{ $json.id }}', 'TICKET-81'],
		['=TICKET-{{ $json.zero }}', 'TICKET-0'],
		['=TICKET-{{ $json.no }}', 'TICKET-false'],
		['=TICKET-{{ $json.date }}', 'TICKET-2026-01-31'],
		['=TICKET-{{ $json.missing ?? $json.id }}', 'TICKET-81'],
		[
			'=TICKET-{{ DateTime.fromISO($json.date, { zone: "utc" }) }}',
			'TICKET-2026-01-31T00:00:00.000Z',
		],
		['={{ $json.id }}{{ $json.zero }}', '810'],
		['=TICKET-81', 'TICKET-81'],
	])('is taken where each part yields something: %s', async (reference, shown) => {
		const { main, error } = await own.bed.refund(provider, { ...part, reference }, [item]);
		expect(error).toEqual([]);
		expect(main.map(({ json }) => json.reference)).toEqual([shown]);
	});

	it('fails for the item with the hole alone', async () => {
		const parameters = { ...part, reference: '=TICKET-{{ $json.id }}' };
		const { main, error } = await own.bed.refund(provider, parameters, [
			{ id: 81 },
			{},
			{ id: 83 },
		]);
		expect(main.map(({ json }) => json.reference)).toEqual(['TICKET-81', 'TICKET-83']);
		expect(error.map(detailsOf)).toMatchObject([{ code: 'invalidParameter' }]);
	});
});

describe.each(PROVIDERS)('the invoice at %s', (provider) => {
	const start = SEED[provider].paid.slice(0, -1);
	const end = SEED[provider].paid.slice(-1);

	it('is refused for its hole', async () => {
		const invoiceId = { __rl: true, mode: 'id', value: '={{ $json.start }}{{ $json.end }}' };
		const parameters = { ...part, invoiceId, reference: 'TICKET-81' };
		const items = [{ start }, { start, end: [end] }, { start, end }];
		const { main, error } = await own.bed.refund(provider, parameters, items);
		expect(main.map(({ json }) => json.invoiceId)).toEqual([SEED[provider].paid]);
		expect(error.map(({ json }) => json.error)).toEqual([
			expect.stringContaining("'Invoice': the part {{ $json.end }} yields nothing"),
			expect.stringContaining("'Invoice': the part {{ $json.end }} yields a list"),
		]);
		expect(own.bed.sandbox.writes(provider)).toHaveLength(1);
	});

	it('is refused for its hole where it is only looked at', async () => {
		const invoiceId = { __rl: true, mode: 'id', value: '={{ $json.start }}{{ $json.end }}' };
		const { error } = await own.bed.get(provider, { invoiceId }, [{ start }]);
		expect(error.map(detailsOf)).toMatchObject([{ code: 'invalidParameter' }]);
		expect(own.bed.sandbox.requests).toEqual([]);
	});
});
