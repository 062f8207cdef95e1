import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { detailsOf, PROVIDERS } from '../bed';
import { disputes, FROM_ITEM, sharedBed } from './engine/cases';

/** Whatever is read for an item is its own, but for what steers the run, which is the first item's alone. */
const own = sharedBed();

const TEXT = {
	duro: ['reason', 'Reason'],
	layer: ['memo', 'Memo'],
	revolv3: ['reportGroup', 'Report Group'],
	thredfi: ['memo', 'Memo'],
} as const;
/** Can't be resolved where the item says so: there is no node of that name. */
const unless = (value: string) => `={{ $json.broken ? $('Nowhere').first().json.x : ${value} }}`;

describe.each(PROVIDERS)('among the items at %s', (provider) => {
	const [name, label] = TEXT[provider];
	const three = (first: IDataObject, others: IDataObject = {}) =>
		disputes(own.bed, provider, 3).map((item, index) => ({
			...item,
			...(index === 0 ? first : others),
		}));
	const run = async (parameters: INodeParameters, items: IDataObject[]) => {
		const { main, error } = await own.bed.refund(provider, { ...FROM_ITEM, ...parameters }, items);
		return {
			refunded: main.map(({ json }) => json.reference),
			refused: error.map(detailsOf).map(({ code, reference }) => [code, reference]),
			words: error.map(({ json }) => String(json.error)),
			writes: own.bed.sandbox.writes(provider).length,
		};
	};

	it.each([
		['an option', { options: { [name]: unless('"x"') } }, label],
		[
			'the amount',
			{ amount: unless('$json.amount') },
			provider === 'revolv3' ? 'Amount Before Tax' : 'Amount',
		],
		['the unit', { amountUnit: unless('"major"') }, 'Amount Unit'],
		['a limit', { options: { maximumAmount: unless('"100"') } }, 'Maximum Amount'],
		['simplify', { simplify: unless('true') }, 'Simplify'],
	] as const)(
		'%s of the first that cannot be read fails it alone',
		async (_, parameters, field) => {
			const { refunded, refused, words } = await run(parameters, three({ broken: true }));
			expect(refunded).toEqual(['TICKET-2', 'TICKET-3']);
			expect(refused).toEqual([['invalidParameter', 'TICKET-1']]);
			expect(words[0]).toContain(`'${field}' could not be read: `);
		},
	);

	it('an age of the first that cannot be read fails it alone', async () => {
		const parameters = { options: { maximumAge: unless('90') } };
		const { refused, words } = await run(parameters, three({ broken: true }));
		expect(refused[0]).toEqual(['invalidParameter', 'TICKET-1']);
		expect(words[0]).toContain("'Maximum Age' could not be read: ");
		// The others are asked after, even where the provider does not tell when they were paid.
		expect(refused.slice(1).map(([code]) => code)).not.toContain('invalidParameter');
	});

	it('a wrong unit of the first fails it alone', async () => {
		const parameters = { amountUnit: '={{ $json.unit }}' };
		const items = three({ unit: 'cents' }, { unit: 'major' });
		const { refunded, refused, words } = await run(parameters, items);
		expect(refunded).toEqual(['TICKET-2', 'TICKET-3']);
		expect(refused).toEqual([['invalidParameter', 'TICKET-1']]);
		expect(words[0]).toContain("'Amount Unit' must be one of");
	});

	it.each([
		['concurrency', unless('2')],
		['maximumTotal', unless('"100"')],
	])('%s is not even read of any other', async (option, value) => {
		const parameters = { options: { [option]: value } };
		const { refunded, refused } = await run(parameters, three({}, { broken: true }));
		expect(refused).toEqual([]);
		expect(refunded).toHaveLength(3);
	});

	it.each([
		['concurrency', unless('2'), "'Concurrency' of the first item could not be read"],
		['maximumTotal', unless('"100"'), "'Maximum Total' of the first item could not be read"],
		['maximumTotal', '={{ $json.missing }}', "'Maximum Total' must be a text or a number"],
	])('%s of the first that cannot be read stops all: %s', async (option, value, field) => {
		const parameters = { options: { [option]: value } };
		const { refunded, refused, words, writes } = await run(parameters, three({ broken: true }));
		expect(refunded).toEqual([]);
		expect(refused.map(([code]) => code)).toEqual(Array(3).fill('invalidParameter'));
		expect(words).toEqual(Array(3).fill(expect.stringContaining(field)));
		expect(writes).toBe(0);
	});

	it.each([unless('"major"'), '={{ $json.broken ? "cents" : "major" }}'])(
		'a limit of the run is not guessed where the unit of the first is unknown: %s',
		async (amountUnit) => {
			const parameters = { amountUnit, options: { maximumTotal: '100' } };
			const { refunded, words, writes } = await run(parameters, three({ broken: true }));
			expect(refunded).toEqual([]);
			expect(words).toEqual(Array(3).fill(expect.stringContaining("'Amount Unit'")));
			expect(writes).toBe(0);
		},
	);

	it('is read in the unit of the first, whatever the others have', async () => {
		const parameters = {
			amountUnit: '={{ $json.unit }}',
			amount: '={{ $json.unit === "minor" ? "100" : "1.00" }}',
			options: { maximumTotal: '={{ $json.broken ? "250" : "1" }}', concurrency: 1 },
		};
		const items = three({ unit: 'minor', broken: true }, { unit: 'major' });
		const { refunded, refused } = await run(parameters, items);
		expect(refunded).toEqual(['TICKET-1', 'TICKET-2']);
		expect(refused).toEqual([['limitExceeded', 'TICKET-3']]);
	});
});
