import { parseSamples } from './loadSamples';

const sample = {
	name: 'invoice',
	source: { page: '/invoices', seen: '2026-03', mark: 'documented' },
	direction: 'answer',
	call: { method: 'GET', path: '/v1/invoices/{id}' },
	answers: 'readInvoice',
	status: 200,
	body: { id: 'inv_1' },
	readings: [{ ask: { operation: 'get' }, readAs: [{ invoiceId: 'inv_1' }] }],
};
const file = (changes: object = {}) =>
	JSON.stringify({ provider: 'duro', samples: [{ ...sample, ...changes }] });
const load = (text: string) => parseSamples('/somewhere/duro.json', text);

describe('a file of samples', () => {
	it('loads where each sample is whole', () => {
		expect(load(file()).samples).toEqual([sample]);
	});

	it.each<[string, string, RegExp]>([
		['is cut', file().slice(0, -20), /^duro\.json is not JSON: it may be cut/],
		['is of another provider', file().replace('"duro"', '"layer"'), /^duro\.json is of layer/],
		[
			'lacks a source',
			file({ source: undefined }),
			/^duro\.json\/samples\/0 must have required property 'source'/,
		],
		[
			'has a field that is nowhere described',
			file({ note: 'x' }),
			/^duro\.json\/samples\/0 must NOT have additional properties .*note/,
		],
		[
			'has a text that is cut',
			file({ body: undefined, text: '{"id": "inv' }),
			/^duro\.json, sample invoice: its text is not JSON/,
		],
		[
			'has a value that is cut',
			file({ body: { at: '0001-01-0...' } }),
			/^duro\.json, sample invoice: the text '0001-01-0\.\.\.' looks cut/,
		],
		['is read by nobody', file({ readings: [] }), /sample invoice: nothing reads it/],
		[
			'is given a sample that is nowhere',
			file({
				readings: [
					{ ask: { operation: 'get' }, given: [{ call: 'token', sample: 'x' }], readAs: [{}] },
				],
			}),
			/given the sample x, which is nowhere/,
		],
		[
			'has a body of nobody',
			file({
				readings: [
					{ ask: { operation: 'get' }, given: [{ call: 'token', body: {} }], readAs: [{}] },
				],
			}),
			/does not say where it comes from/,
		],
		['has a webhook with a call', file({ direction: 'webhook' }), /a webhook has no call/],
		[
			'has a name twice',
			JSON.stringify({ provider: 'duro', samples: [sample, sample] }),
			/sample invoice: it is there twice/,
		],
	])('does not load where it %s', (_name, text, why) => {
		expect(() => load(text)).toThrow(why);
	});
});
