import type { IExecuteFunctions } from 'n8n-workflow';
import { InvalidParameter } from '../engine/invalidParameter';
import type { ProviderFacts } from '../engine/facts';
import type { RawParameters } from '../engine/parseRequest';

/** The parameters of one item as n8n resolves them. @throws InvalidParameter where an expression can't be resolved */
export function readParameters(
	context: IExecuteFunctions,
	itemIndex: number,
	facts: ProviderFacts,
): RawParameters {
	return guarded(() => {
		const read = (name: string) => context.getNodeParameter(name, itemIndex, undefined);
		const refundType = read('refundType');
		return {
			...readTarget(context, itemIndex, facts),
			refundType,
			// A field that is not shown is absent altogether: n8n throws unless a fallback is given.
			amount: refundType === 'amount' ? context.getNodeParameter('amount', itemIndex, '') : null,
			percentage:
				refundType === 'percentage' ? context.getNodeParameter('percentage', itemIndex, '') : null,
			amountUnit: context.getNodeParameter('amountUnit', itemIndex, 'major'),
			reference: context.getNodeParameter('reference', itemIndex, ''),
			referenceIsExpression: isExpression(context, 'reference', itemIndex),
			method:
				facts.methods.length > 0 ? context.getNodeParameter('method', itemIndex, 'OTHER') : null,
			completedAt:
				facts.methods.length > 0 ? context.getNodeParameter('completedAt', itemIndex, '') : null,
			options: context.getNodeParameter('options', itemIndex, {}),
		};
	});
}

/** Which invoice. @throws InvalidParameter where an expression can't be resolved */
export function readTarget(
	context: IExecuteFunctions,
	itemIndex: number,
	facts: ProviderFacts,
): Pick<RawParameters, 'businessId' | 'invoiceId'> {
	return guarded(() => ({
		businessId: facts.needsBusinessId
			? context.getNodeParameter('businessId', itemIndex, '')
			: null,
		invoiceId: context.getNodeParameter('invoiceId', itemIndex, '', { extractValue: true }),
	}));
}

function isExpression(context: IExecuteFunctions, name: string, itemIndex: number): boolean {
	const raw: unknown = context.getNodeParameter(name, itemIndex, '', { rawExpressions: true });
	return typeof raw === 'string' && raw.startsWith('=');
}

function guarded<T>(read: () => T): T {
	try {
		return read();
	} catch (thrown) {
		const words = thrown instanceof Error ? thrown.message : 'unknown reason';
		throw new InvalidParameter(`A parameter could not be read: ${words}`);
	}
}
