import type { INodeProperties } from 'n8n-workflow';
import { labels } from '../labels';

/** The caller's own name for the refund: what tells a repeat from a second refund. */
export const reference: INodeProperties = {
	displayName: labels.reference,
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. TICKET-81',
	description:
		'Your own name for this refund, such as the ticket or the disputed payment. The same reference on the same invoice is the same refund, for ever: a repeat sends nothing. Case, kinds of dashes and extra blanks make no difference: TICKET-81 and ticket-81 are the same reference. It must stay the same when a delivery is repeated, so never use a time or an execution ID.',
	hint: 'Empty: at most one refund per invoice, ever. Set: several per invoice, each reference at most once. In a tool of an AI agent, use an expression: a reference made up by the model would be a second refund.',
};
