import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import { expressionParts, isExpression } from '../../../nodes/shared/n8n/run/expressionParts';
import { FIXED } from '../draw';

type Cut = typeof expressionParts;

/** Notes what is evaluated; each part yields its own text. */
function codesOf(cut: Cut, expression: string): string[] {
	const evaluated: string[] = [];
	const context = {
		evaluateExpression: (code: string) => {
			evaluated.push(code);
			return code;
		},
	} as unknown as IExecuteFunctions;
	const parts = cut(context, 0, expression);
	expect(parts.map(({ value }) => value)).toEqual(evaluated);
	return parts.map(({ code }) => code);
}

/** As in an n8n that does not export how it cuts expressions. */
function withoutParser(): Cut {
	let cut: Cut | undefined;
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow', () => ({}));
		cut = jest.requireActual<{ expressionParts: Cut }>(
			'../../../nodes/shared/n8n/run/expressionParts',
		).expressionParts;
	});
	jest.dontMock('n8n-workflow');
	if (cut === undefined) throw new Error('The module was not loaded');
	return cut;
}

const simple = withoutParser();

describe.each([
	['n8n’s own cut', expressionParts],
	['the cut for an n8n that lends none', simple],
])('the parts of an expression, by %s', (_, cut) => {
	it.each([
		['=TICKET-{{ $json.id }}', ['{{ $json.id }}']],
		['={{ $json.a }}{{ $json.b }}', ['{{ $json.a }}', '{{ $json.b }}']],
		['={{ $json.a }}-{{ $json.b }}', ['{{ $json.a }}', '{{ $json.b }}']],
		['=a{{ 1 }}\n{{\n2\n}}b', ['{{ 1 }}', '{{\n2\n}}']],
		['=TICKET-{{ $json.id', ['{{ $json.id']],
		['=TICKET-{{}}', ['{{}}']],
		['=a{{ "\\}}" }}', ['{{ "\\}}" }}']],
		// One part alone is the whole: its value is looked at as such, and nothing is evaluated twice.
		['={{ $json.id }}', []],
		['=TICKET-81', []],
		['=\\{{ 81 }}', []],
		['=', []],
	])('of %j are %j', (expression, codes) => {
		expect(codesOf(cut, expression)).toEqual(codes);
	});
});

it('are the same by either cut', () => {
	const text = fc
		.array(fc.constantFrom('{{', '}}', '\\', 'a', ' ', '\n', '"'), { maxLength: 12 })
		.map((pieces) => `=${pieces.join('')}`);
	fc.assert(
		fc.property(text, (expression) => {
			// n8n drops what is left when an expression ends in braces behind a backslash.
			fc.pre(!/\\(?:\{\{|\}\})$/.test(expression));
			expect(codesOf(simple, expression)).toEqual(codesOf(expressionParts, expression));
		}),
		FIXED,
	);
});

it('is an expression where it begins with an equals sign', () => {
	expect(['={{ 1 }}', '=x', 'x', '', ' =x', 1, null, {}].map(isExpression)).toEqual([
		true,
		true,
		...Array<boolean>(6).fill(false),
	]);
});
