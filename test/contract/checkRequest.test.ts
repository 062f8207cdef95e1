import { checkRequest, providers, type Provider, type SentRequest } from './checkRequest';
import {
	externalId,
	fittingRequests,
	id,
	otherId,
	withBody,
	withoutHeader,
} from './fittingRequests';

const { duro, layer, revolv3, thredfi } = fittingRequests;
const itemized = layer.createRefund;
const allocation = {
	invoice_id: otherId,
	total_amount: 1250,
	line_items: [{ amount: 1250 }],
};
const payment = { refunded_amount: 1250, completed_at: '2026-02-13T10:00:00Z' };
const everyRequest = providers.flatMap((provider) =>
	Object.entries<SentRequest>(fittingRequests[provider]).map(
		([operationId, request]) => [provider, operationId, request] as const,
	),
);
const everyWrite = everyRequest.filter(
	([, , { method, bodyText }]) => method === 'POST' && bodyText,
);

/** A request that must be refused: promise, request, part of the violation. */
type Refusal = readonly [promise: string, request: SentRequest, violation: string];

const refusals: Record<Provider, readonly Refusal[]> = {
	duro: [
		['a refund without an amount', withBody(duro.refundInvoice, { amount: undefined }), "'amount'"],
		[
			'a decimal amount',
			withBody(duro.refundInvoice, { amount: 2500.5 }),
			'/amount must be integer',
		],
		[
			'an amount as text',
			withBody(duro.refundInvoice, { amount: '2500' }),
			'/amount must be integer',
		],
		['an amount of zero', withBody(duro.refundInvoice, { amount: 0 }), '/amount must be >= 1'],
		[
			'an integer written with a point',
			{ ...duro.refundInvoice, bodyText: '{"amount":2500.0}' },
			'x-decimal-places',
		],
		[
			'an amount in exponent notation',
			{ ...duro.refundInvoice, bodyText: '{"amount":25e2}' },
			'exponent notation',
		],
		[
			'an amount that is there twice',
			{ ...duro.refundInvoice, bodyText: '{"amount":1,"amount":2}' },
			'unique',
		],
		[
			'an amount above the safe integers',
			{ ...duro.refundInvoice, bodyText: '{"amount":9007199254740992}' },
			'/amount must be <=',
		],
		['an empty reason', withBody(duro.refundInvoice, { reason: '' }), '/reason'],
		[
			'a refund without Idempotency-Key',
			withoutHeader(duro.refundInvoice, 'Idempotency-Key'),
			'header Idempotency-Key is missing',
		],
		[
			'a key of another form',
			{ ...duro.refundInvoice, headers: { ...duro.refundInvoice.headers, 'Idempotency-Key': '1' } },
			'header Idempotency-Key',
		],
		[
			'a publishable key',
			{ ...duro.listPlans, headers: { Authorization: 'Bearer pk_test_1' } },
			'wrong kind of token',
		],
		[
			'a secret key without Bearer',
			{ ...duro.listPlans, headers: { Authorization: 'sk_test_1' } },
			'not Bearer',
		],
		['a list of invoices', { ...duro.getInvoice, path: '/v1/invoices' }, 'no such path'],
		['a deleted invoice', { ...duro.getInvoice, method: 'DELETE' }, 'no such method'],
		['an empty invoice id', { ...duro.getInvoice, path: '/v1/invoices/' }, 'no such path'],
		['an id with an open slash', { ...duro.getInvoice, path: '/v1/invoices/a/b' }, 'no such path'],
		['an id that walks up', { ...duro.getInvoice, path: '/v1/invoices/..' }, 'no such path'],
		['an id with a raw space', { ...duro.getInvoice, path: '/v1/invoices/a b' }, 'no such path'],
		['a body on a read', { ...duro.getInvoice, bodyText: '{}' }, 'body is not declared'],
		['a mode parameter', { ...duro.listPlans, path: '/v1/plans?mode=test' }, 'query mode'],
		['a limit above 100', { ...duro.listPlans, path: '/v1/plans?limit=101' }, 'query limit'],
	],
	layer: [
		[
			'refunded_amount on the dedicated refund',
			withBody(layer.createDedicatedRefund, { refunded_amount: 1250 }),
			'"refunded_amount"',
		],
		[
			'amount on the dedicated refund',
			withBody(layer.createDedicatedRefund, { amount: 1250 }),
			'"amount"',
		],
		[
			'line_items on the dedicated refund',
			withBody(layer.createDedicatedRefund, { line_items: [] }),
			'"line_items"',
		],
		[
			'a dedicated refund without external_id',
			withBody(layer.createDedicatedRefund, { external_id: undefined }),
			"'external_id'",
		],
		[
			'the method notSent',
			withBody(layer.createDedicatedRefund, { method: 'notSent' }),
			'/method must be equal to one of',
		],
		[
			"the client's spelling of OTHER",
			withBody(layer.createDedicatedRefund, { method: 'Other' }),
			'/method must be equal to one of',
		],
		[
			'a completion time that is not UTC',
			withBody(layer.createDedicatedRefund, { completed_at: '2026-02-13T10:00:00+01:00' }),
			'/completed_at',
		],
		[
			'a completion date without a time',
			withBody(layer.createDedicatedRefund, { completed_at: '2026-02-13' }),
			'/completed_at',
		],
		[
			'metadata above 1 KB',
			withBody(layer.createDedicatedRefund, { metadata: { note: 'ü'.repeat(512) } }),
			'x-max-bytes',
		],
		[
			'tags as an object',
			withBody(layer.createDedicatedRefund, { tags: { team: 'support' } }),
			'/tags must be array',
		],
		[
			'a negative fee',
			withBody(layer.createDedicatedRefund, { refund_processing_fee: -1 }),
			'/refund_processing_fee must be >= 0',
		],
		[
			'an itemized refund without an amount',
			withBody(itemized, { refunded_amount: undefined }),
			"'refunded_amount'",
		],
		[
			'allocations that do not add up',
			withBody(itemized, {
				allocations: [{ ...allocation, total_amount: 1249, line_items: [{ amount: 1249 }] }],
			}),
			'x-adds-up',
		],
		[
			'a payment of less than the refund',
			withBody(itemized, { payments: [{ ...payment, refunded_amount: 1249 }] }),
			'x-adds-up',
		],
		['a refund that stays owed', withBody(itemized, { payments: [] }), '/payments'],
		[
			'two allocations',
			withBody(itemized, { refunded_amount: 2500, allocations: [allocation, allocation] }),
			'/allocations must NOT have more than 1',
		],
		[
			'an allocation by the older name amount',
			withBody(itemized, {
				allocations: [{ ...allocation, total_amount: undefined, amount: 1250 }],
			}),
			'"amount"',
		],
		['a currency', withBody(itemized, { currency: 'USD' }), '"currency"'],
		[
			'a malformed invoice id',
			{ ...layer.getInvoice, path: `/v1/businesses/${id}/invoices/inv_1` },
			'path invoiceId',
		],
		['a trailing slash', { ...layer.whoami, path: '/whoami/' }, 'no such path'],
		[
			'an invoice filter on the refund list',
			{ ...layer.listRefunds, query: { invoice_id: otherId } },
			'query invoice_id is not declared',
		],
		[
			'a lower-case sort order',
			{ ...layer.listInvoices, query: { sort_order: 'desc' } },
			'query sort_order',
		],
		[
			'an unknown status among known ones',
			{ ...layer.listInvoices, path: `/v1/businesses/${id}/invoices?status=PAID,OPEN` },
			'query status',
		],
		[
			'the same parameter twice',
			{ ...layer.listInvoices, query: { limit: [1, 2] } },
			'query limit is there 2 times',
		],
		[
			'a token call as JSON',
			{ ...layer.getAccessToken, contentType: 'application/json' },
			'content type is application/json',
		],
		[
			"a token call for somebody else's client_id",
			{
				...layer.getAccessToken,
				bodyText: 'grant_type=client_credentials&scope=s&client_id=another',
			},
			'x-basic-user',
		],
		[
			'a token call with the secret in the body',
			{ ...layer.getAccessToken, bodyText: `${layer.getAccessToken.bodyText}&client_secret=s` },
			'"client_secret"',
		],
		[
			'a token call without Basic',
			{
				...layer.getAccessToken,
				headers: { ...layer.getAccessToken.headers, Authorization: 'Bearer x' },
			},
			'not Basic',
		],
		[
			'an update of a refund',
			{ ...layer.getRefund, method: 'PUT', bodyText: itemized.bodyText },
			'no such method',
		],
	],
	revolv3: [
		['an amount as text', withBody(revolv3.refundInvoice, { amount: '12.50' }), '/amount must be'],
		['an amount of null', withBody(revolv3.refundInvoice, { amount: null }), '/amount must be'],
		['an amount of zero', withBody(revolv3.refundInvoice, { amount: 0 }), '/amount must be > 0'],
		['a negative amount', withBody(revolv3.refundInvoice, { amount: -5 }), '/amount must be > 0'],
		[
			'three decimals',
			{ ...revolv3.refundInvoice, bodyText: '{"amount":12.505}' },
			'x-decimal-places',
		],
		[
			'three decimals of which the last is zero',
			{ ...revolv3.refundInvoice, bodyText: '{"amount":12.500}' },
			'x-decimal-places',
		],
		[
			'the ends of float arithmetic',
			withBody(revolv3.refundInvoice, { amount: 0.1 + 0.2 }),
			'x-decimal-places',
		],
		[
			'an amount in exponent notation',
			{ ...revolv3.refundInvoice, bodyText: '{"amount":1e2}' },
			'exponent notation',
		],
		[
			'an amount where two decimals stop being exact',
			{ ...revolv3.refundInvoice, bodyText: '{"amount":70368744177664.01}' },
			'/amount must be <=',
		],
		['an empty object', { ...revolv3.refundInvoice, bodyText: '{}' }, 'fewer than 1'],
		['an empty body', { ...revolv3.refundInvoice, bodyText: '' }, 'body is missing'],
		['a reason', withBody(revolv3.refundInvoice, { reason: 'TICKET-81' }), '"reason"'],
		[
			'a flag as text',
			withBody(revolv3.refundInvoice, { includeRawProcessorResponse: 'no' }),
			'Raw',
		],
		[
			'the content type of the samples',
			{ ...revolv3.refundInvoice, contentType: 'application/json-patch+json' },
			'content type is application/json-patch+json',
		],
		[
			'a bearer token in place of x-revolv3-token',
			{ ...revolv3.getInvoice, headers: { Authorization: 'Bearer x' } },
			'header x-revolv3-token is missing',
		],
		['an id of 0', { ...revolv3.getInvoice, path: '/api/Invoices/0' }, 'path invoiceId'],
		['an id with a leading zero', { ...revolv3.getInvoice, path: '/api/Invoices/01' }, 'path inv'],
		['an id too large', { ...revolv3.getInvoice, path: '/api/Invoices/1000000001' }, 'path inv'],
		['a path in lower case', { ...revolv3.getInvoice, path: '/api/invoices/1001' }, 'no such path'],
		['the legacy list', { ...revolv3.listInvoices, path: '/api/Invoices' }, 'no such path'],
		[
			'a filter by parent invoice',
			{ ...revolv3.listInvoices, query: { parentInvoiceId: 1001 } },
			'query parentInvoiceId is not declared',
		],
		[
			'a page size above 100',
			{ ...revolv3.listInvoices, query: { pageSize: 101 } },
			'query pageSize',
		],
		['page 0', { ...revolv3.listInvoices, query: { page: 0 } }, 'query page'],
		[
			'a day that is a moment',
			{ ...revolv3.listInvoices, query: { billingStartDate: '2026-02-13T00:00:00Z' } },
			'query billingStartDate',
		],
	],
	thredfi: [
		[
			'a refund body with partial_amount',
			withBody(thredfi.createRefund, { partial_amount: 2500 }),
			'"partial_amount"',
		],
		[
			'a refund without amount_cents',
			withBody(thredfi.createRefund, { amount_cents: undefined }),
			"'amount_cents'",
		],
		['a decimal amount', withBody(thredfi.createRefund, { amount_cents: 25.5 }), 'must be integer'],
		['an amount of zero', withBody(thredfi.createRefund, { amount_cents: 0 }), '/amount_cents'],
		[
			'a refund without external_id',
			withBody(thredfi.createRefund, { external_id: undefined }),
			"'external_id'",
		],
		[
			'an external_id above 255 characters',
			withBody(thredfi.createRefund, { external_id: externalId.padEnd(256, '0') }),
			'/external_id must NOT have more than 255',
		],
		[
			'a method in lower case',
			withBody(thredfi.createRefund, { method: 'stripe' }),
			'/method must',
		],
		[
			'a method that only Layer knows',
			withBody(thredfi.createRefund, { method: 'STORE_CREDIT' }),
			'/method must',
		],
		['a malformed invoice id', withBody(thredfi.createRefund, { invoice_id: '1' }), '/invoice_id'],
		[
			'a completion time without a zone',
			withBody(thredfi.createRefund, { completed_at: '2026-02-13T10:00:00' }),
			'/completed_at',
		],
		['an empty memo', withBody(thredfi.createRefund, { memo: '' }), '/memo'],
		[
			'a reference number above 100 characters',
			withBody(thredfi.createRefund, { reference_number: 'x'.repeat(101) }),
			'/reference_number must NOT have more than 100',
		],
		[
			'a processor above 100 characters',
			withBody(thredfi.createRefund, { processor: 'x'.repeat(101) }),
			'/processor must NOT have more than 100',
		],
		['a currency', withBody(thredfi.createRefund, { currency: 'EUR' }), '"currency"'],
		['a document', withBody(thredfi.createRefund, { document: {} }), '"document"'],
		['metadata', withBody(thredfi.createRefund, { metadata: {} }), '"metadata"'],
		[
			'a refund as a form',
			{ ...thredfi.createRefund, contentType: 'application/x-www-form-urlencoded' },
			'content type',
		],
		[
			'a malformed business id',
			{ ...thredfi.getBusinessToken, path: '/v1/platform/acme/oauth2/token/' },
			'path business_id',
		],
		[
			'a business token call with a body',
			{ ...thredfi.getBusinessToken, bodyText: '{}' },
			'body is not declared',
		],
		[
			'a partner token call without client_id',
			{ ...thredfi.getPartnerToken, bodyText: 'grant_type=client_credentials' },
			"'client_id'",
		],
		[
			'a partner token call with another grant',
			{ ...thredfi.getPartnerToken, bodyText: `grant_type=password&client_id=${id}` },
			'/grant_type must be equal to constant',
		],
		[
			'a filter by external_id on the refund list',
			{ ...thredfi.listRefunds, query: { external_id: externalId } },
			'query external_id is not declared',
		],
		['a page size above 100', { ...thredfi.listRefunds, query: { page_size: 101 } }, 'query page_'],
		[
			'an invoice status in upper case',
			{ ...thredfi.listInvoices, query: { status: 'PAID' } },
			'query status',
		],
		['a deleted refund', { ...thredfi.getRefund, method: 'DELETE' }, 'no such method'],
	],
};

describe.each(providers)('%s requests', (provider) => {
	it.each(Object.entries<SentRequest>(fittingRequests[provider]))(
		'accepts a fitting %s',
		(_operationId, request) => {
			expect(checkRequest(provider, request)).toEqual([]);
		},
	);

	it.each(refusals[provider])('rejects %s', (_promise, request, violation) => {
		expect(checkRequest(provider, request).join('\n')).toContain(violation);
	});
});

describe('every operation', () => {
	// Duro's token call is proved by its body alone.
	const withHeaders = everyRequest.filter(([, operationId]) => operationId !== 'oauthToken');

	it.each(withHeaders)('rejects %s %s without credentials', (provider, _operationId, request) => {
		expect(checkRequest(provider, { ...request, headers: {} }).join('\n')).toMatch(
			/header (Authorization|x-revolv3-token) is missing/,
		);
	});

	it.each(everyRequest)(
		'rejects an undeclared query on %s %s',
		(provider, _operationId, request) => {
			const query = { ...request.query, undeclared: '1' };
			expect(checkRequest(provider, { ...request, query })).toEqual([
				'query undeclared is not declared',
			]);
		},
	);

	it.each(everyRequest)('rejects %s %s by DELETE', (provider, _operationId, request) => {
		const violations = checkRequest(provider, { ...request, method: 'DELETE' });
		expect(violations).toEqual([expect.stringContaining('no such method')]);
	});

	it.each(everyRequest.filter(([provider]) => provider === 'thredfi'))(
		'rejects %s %s without its last slash',
		(provider, _operationId, request) => {
			const path = request.path.replace(/\/$/, '');
			expect(checkRequest(provider, { ...request, path })).toEqual([`no such path: ${path}`]);
		},
	);
});

describe('every body', () => {
	it.each(everyWrite)('of %s %s is rejected when it is cut', (provider, _operationId, request) => {
		const bodyText = request.bodyText?.slice(0, -1);
		expect(checkRequest(provider, { ...request, bodyText })).not.toEqual([]);
	});

	it.each(everyWrite)('of %s %s needs a content type', (provider, _operationId, request) => {
		const bare = withoutHeader(request, 'content-type');
		expect(checkRequest(provider, bare)).toEqual(['content type is missing']);
	});

	it.each(everyWrite)('of %s %s takes no unknown field', (provider, _operationId, request) => {
		const changed = request.bodyText?.startsWith('{')
			? withBody(request, { unknownField: 1 })
			: { ...request, bodyText: `${request.bodyText}&unknownField=1` };
		expect(checkRequest(provider, changed)).toEqual([
			'body must NOT have additional properties: "unknownField"',
		]);
	});
});

it('accepts a Revolv3 full refund, which names no amount', () => {
	const bodyText = '{"includeRawProcessorResponse":false}';
	expect(checkRequest('revolv3', { ...revolv3.refundInvoice, bodyText })).toEqual([]);
});

it.each(['0.01', '12.50', '4.35', '1000000', '70368744177664'])(
	'accepts the Revolv3 amount %s, whose decimals are counted on the text',
	(amount) => {
		const bodyText = `{"amount":${amount}}`;
		expect(checkRequest('revolv3', { ...revolv3.refundInvoice, bodyText })).toEqual([]);
	},
);

it('accepts a Duro id whose special characters are encoded', () => {
	expect(checkRequest('duro', { ...duro.getInvoice, path: '/v1/invoices/a%2Fb%20c' })).toEqual([]);
});
