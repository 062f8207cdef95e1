import { ExpressionParser, type IExecuteFunctions } from 'n8n-workflow';
import type { ExpressionPart } from '../../engine/request/parseParts';

/** Whether a parameter was given as an expression, and not as the value itself. */
export function isExpression(raw: unknown): raw is string {
	return typeof raw === 'string' && raw.startsWith('=');
}

/**
 * The `{{ }}` parts of an expression, each with what it yields for the item. None where the expression is one part and
 * nothing else: then the value of the whole is the part's own, and nothing is evaluated a second time.
 *
 * @param expression as n8n keeps it, with the equals sign in front
 * @throws what n8n throws for a part that can't be resolved
 */
export function expressionParts(
	context: IExecuteFunctions,
	itemIndex: number,
	expression: string,
): ExpressionPart[] {
	const chunks = split(expression.slice(1)).filter((chunk) => chunk.text !== '');
	const codes = chunks.flatMap(({ isCode, text }) => (isCode ? [text] : []));
	if (codes.length === 0 || chunks.length === 1) return [];
	return codes.map((code) => ({ code, value: context.evaluateExpression(code, itemIndex) }));
}

interface Chunk {
	readonly isCode: boolean;
	/** Of code with its braces. */
	readonly text: string;
}

/** Cuts an expression as n8n does before it evaluates it. */
function split(expression: string): Chunk[] {
	// Not exported by the first versions of n8n 1.
	const parser: Partial<typeof ExpressionParser> | undefined = ExpressionParser;
	const { splitExpression, joinExpression } = parser ?? {};
	if (splitExpression === undefined || joinExpression === undefined) return splitSimply(expression);
	return splitExpression(expression).map((chunk) => ({
		isCode: chunk.type === 'code',
		text: joinExpression([chunk]),
	}));
}

/** The same cut for an n8n that does not lend its own: braces behind a backslash are text. */
function splitSimply(expression: string): Chunk[] {
	const chunks: Chunk[] = [];
	let start = 0;
	let isCode = false;
	for (const { 0: found, index } of expression.matchAll(/\\?(?:\{\{|\}\})/g)) {
		if (found !== (isCode ? '}}' : '{{')) continue;
		const end = isCode ? index + 2 : index;
		chunks.push({ isCode, text: expression.slice(start, end) });
		start = end;
		isCode = !isCode;
	}
	const rest = expression.slice(start);
	return rest === '{{' ? chunks : [...chunks, { isCode, text: rest }];
}
