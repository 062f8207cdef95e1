import type { INodeProperties } from 'n8n-workflow';
import { labels } from '../labels';

/**
 * Which invoice. The list is there where the provider documents one (all but Duro) and then it is
 * the first thing shown, as n8n's guidelines ask.
 */
export function invoiceId(how: {
	readonly list: boolean;
	readonly placeholder: string;
	/** The parameter whose change loads the list anew. */
	readonly dependsOn?: string;
}): INodeProperties {
	return {
		displayName: labels.invoiceId,
		name: 'invoiceId',
		type: 'resourceLocator',
		default: { mode: how.list ? 'list' : 'id', value: '' },
		modes: [
			...(how.list
				? [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list' as const,
							placeholder: 'Select an invoice…',
							typeOptions: { searchListMethod: 'searchInvoices', searchable: true },
						},
					]
				: []),
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: how.placeholder },
		],
		...(how.dependsOn === undefined
			? {}
			: { typeOptions: { loadOptionsDependsOn: [how.dependsOn] } }),
		description: 'The invoice as the customer was billed, not a refund of it',
	};
}
