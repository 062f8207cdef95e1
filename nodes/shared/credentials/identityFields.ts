import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/**
 * The fields of a credential that go into the key of every refund, beside the environment. Optional both; they are set
 * before the first refund, since another value is another key.
 */
const BEFORE_THE_FIRST_REFUND =
	'Set this before the first refund. Changed later, earlier refunds are not recognised, and could be made again.';

/** For people who refund in several accounts whose invoice numbers might meet. */
export const account: INodeProperties = {
	displayName: 'Account',
	name: 'account',
	type: 'string',
	default: '',
	placeholder: 'e.g. shop-europe',
	description:
		'A name of your own for this merchant account, if you refund in several. It keeps their refunds apart where two accounts have the same invoice number. Empty means that invoice numbers are unique in the environment.',
	hint: BEFORE_THE_FIRST_REFUND,
};

/** Which environment a gateway leads to. @param environments the documented ones, as `Environment` offers them */
export function standsFor(environments: INodePropertyOptions[]): INodeProperties {
	return {
		displayName: 'Stands For',
		name: 'standsFor',
		type: 'options',
		default: 'itself',
		displayOptions: { show: { environment: ['custom'] } },
		options: [
			...environments,
			{
				name: 'Itself',
				value: 'itself',
				description: 'A place of its own, such as a local sandbox',
			},
		].sort((one, other) => one.name.localeCompare(other.name)),
		description:
			'The environment that a gateway leads to. Its refunds then stay the same when the gateway is renamed or taken away.',
		hint: BEFORE_THE_FIRST_REFUND,
	};
}
