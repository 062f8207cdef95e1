import { defineWorlds } from './defineWorlds';

const REFUND_PAGE = '/api-reference/invoices/refund-a-paid-invoice';
const INVOICE_PAGE = '/api-reference/invoices/retrieve-an-invoice-with-attempts';
const IDEMPOTENCY_PAGE = '/api-reference/idempotency';
const ERRORS_PAGE = '/api-reference/errors';

/** What Duro's pages leave open. Pages are paths below docs.useduro.com. */
export const duroWorlds = defineWorlds({
	provider: 'duro',
	dimensions: [
		{
			name: 'envelope',
			question: 'Are answers bare objects, or wrapped in ok and data?',
			values: [
				{
					value: 'bare',
					means: 'the object itself',
					mark: 'documented',
					source: `${REFUND_PAGE}, ${INVOICE_PAGE}: samples and schemas`,
					switches: { envelope: 'bare' },
				},
				{
					value: 'ok-data',
					means: '`{ok, data}` around it; errors as they are',
					mark: 'documented',
					source:
						'/payments/checkout: the answer to a created session; /payments/inline-sdk reads `data`',
					switches: { envelope: 'ok' },
				},
			],
		},
		{
			name: 'refunded',
			question: 'Is `refunded` this refund, or everything refunded so far?',
			values: [
				{
					value: 'this-refund',
					means: 'the amount of this refund',
					mark: 'inferred',
					source: `${REFUND_PAGE} does not describe the field; it answers a request that names an amount`,
					switches: { cumulativeRefunded: false },
				},
				{
					value: 'running-total',
					means: 'the sum of all refunds of the invoice',
					mark: 'inferred',
					source: `${REFUND_PAGE} does not describe the field, and its name is a participle`,
					switches: { cumulativeRefunded: true },
				},
			],
		},
		{
			name: 'refund-status',
			question: 'Which words can `status` of a refund be, and whose status is it?',
			values: [
				{
					value: 'recorded',
					means: 'a word for a refund that is done',
					mark: 'inferred',
					source: `${REFUND_PAGE}: a text without an enum; the answer is called "Refund recorded"`,
					switches: { refundStatus: 'recorded' },
				},
				{
					value: 'of-the-invoice',
					means: "the invoice's status, `paid`",
					mark: 'inferred',
					source: `${REFUND_PAGE} does not say whose status it is; invoices have that word`,
					switches: { refundStatus: 'paid' },
				},
				{
					value: 'pending',
					means: 'a word that sounds as if it were not done yet',
					mark: 'inferred',
					source: `${REFUND_PAGE}: "recorded" leaves open when money moves; attempts have that word`,
					switches: { refundStatus: 'pending' },
				},
				{
					value: 'left-out',
					means: 'no such field',
					mark: 'inferred',
					source: `${REFUND_PAGE}: no field of the answer is marked as required`,
					switches: { refundStatus: null },
				},
			],
		},
		{
			name: 'further-refund',
			question: 'What does a second refund of one invoice answer, under a key of its own?',
			values: [
				{
					value: 'taken',
					means: 'it is recorded',
					mark: 'inferred',
					source: `${REFUND_PAGE}: the optional amount makes parts, and parts can be several`,
					switches: { severalRefunds: true },
				},
				{
					value: 'refused',
					means: 'an invoice takes one refund, whatever its amount',
					mark: 'inferred',
					source: `${ERRORS_PAGE}: 409 is a state-machine violation; nothing is said of several refunds`,
					switches: { severalRefunds: false },
				},
			],
		},
		{
			name: 'total',
			question: 'Are refunds of one invoice added up against what was paid?',
			values: [
				{
					value: 'capped',
					means: 'together they do not pass the amount of the invoice',
					mark: 'inferred',
					source: 'nothing is said; what a billing service would do',
					switches: { capsTotal: true },
				},
				{
					value: 'each-alone',
					means: 'each is compared with the amount of the invoice, and nothing is added up',
					mark: 'inferred',
					source: `${INVOICE_PAGE}: the invoice has no field that could hold the sum`,
					switches: { capsTotal: false },
				},
			],
		},
		{
			name: 'too-much',
			question: 'Which status answers a refund of more than is left?',
			values: [
				{
					value: 'conflict',
					means: '409 `conflict`',
					mark: 'inferred',
					source: `${ERRORS_PAGE}: 409 is a state-machine violation; ${REFUND_PAGE} declares 200 only`,
					switches: { tooMuch: 409 },
				},
				{
					value: 'validation',
					means: '422 `validation_error` with the field',
					mark: 'inferred',
					source: `${ERRORS_PAGE}: cross-field rules are enforced at the edge, as a 422`,
					switches: { tooMuch: 422 },
				},
			],
		},
		{
			name: 'known-key',
			question: 'What does a key that was used before answer?',
			values: [
				{
					value: 'first-answer',
					means: 'the stored status and body',
					mark: 'documented',
					source: `${IDEMPOTENCY_PAGE}: replays the original response`,
					switches: { replay: 'stored' },
				},
				{
					value: 'conflict',
					means: '409 `conflict`',
					mark: 'inferred',
					source: `${ERRORS_PAGE}: 409 is a uniqueness violation, and ${IDEMPOTENCY_PAGE} calls the key unique`,
					switches: { replay: 'conflict' },
				},
			],
		},
		{
			name: 'key-kept',
			question: 'How long is a key remembered?',
			values: [
				{
					value: 'for-ever',
					means: 'it is never dropped',
					mark: 'inferred',
					source: `${IDEMPOTENCY_PAGE}: a unique row per tenant and key, and no lifetime`,
					switches: { keyHours: null },
				},
				{
					value: 'a-day',
					means: 'it is dropped after 24 hours and then runs anew',
					mark: 'inferred',
					source: 'no lifetime is documented, and a day is what other services keep',
					switches: { keyHours: 24 },
				},
			],
		},
		{
			name: 'key-in-flight',
			question: 'What do two requests with one key do at the same time?',
			values: [
				{
					value: 'both-run',
					means: 'both look it up, both miss, both record a refund',
					mark: 'inferred',
					source: `${IDEMPOTENCY_PAGE}: its diagram looks up, runs and stores, without a lock`,
					switches: { inFlightLock: false, lockedAnswer: 'waits' },
				},
				{
					value: 'second-waits',
					means: 'the second gets the answer of the first',
					mark: 'inferred',
					source: `${IDEMPOTENCY_PAGE}: "exactly once, even across timeouts"`,
					switches: { inFlightLock: true, lockedAnswer: 'waits' },
				},
				{
					value: 'second-conflicts',
					means: 'the second gets a 409',
					mark: 'inferred',
					source: `${ERRORS_PAGE}: 409 is a uniqueness violation`,
					switches: { inFlightLock: true, lockedAnswer: 'conflict' },
				},
			],
		},
		{
			name: 'stored-errors',
			question: 'Is a refusal stored under its key and replayed?',
			values: [
				{
					value: 'no',
					means: 'the same key runs anew after a refusal',
					mark: 'inferred',
					source: `${ERRORS_PAGE}: bodies are validated before any work happens`,
					switches: { storesErrors: false },
				},
				{
					value: 'yes',
					means: 'the refusal comes again',
					mark: 'inferred',
					source: `${IDEMPOTENCY_PAGE}: "same status, same body", of whatever it was`,
					switches: { storesErrors: true },
				},
			],
		},
		{
			name: 'refunded-invoice',
			question: 'What is the status of an invoice of which all was refunded?',
			values: [
				{
					value: 'paid',
					means: 'as before',
					mark: 'inferred',
					source: `${INVOICE_PAGE}: the enum has no word for it`,
					switches: { refundedInvoice: 'paid' },
				},
				{
					value: 'void',
					means: 'the one word of the enum that could mean it',
					mark: 'inferred',
					source: `${INVOICE_PAGE}: \`void\` is in the enum and described nowhere`,
					switches: { refundedInvoice: 'void' },
				},
				{
					value: 'refunded',
					means: 'a word that the enum does not have',
					mark: 'inferred',
					source: 'the stored page is older than the wallet page, and enums grow',
					switches: { refundedInvoice: 'refunded' },
				},
			],
		},
		{
			name: 'refund-in-attempts',
			question: "Does a refund add a row to the invoice's attempts?",
			values: [
				{
					value: 'no',
					means: 'attempts are charges only',
					mark: 'inferred',
					source: `${INVOICE_PAGE}: no type and no status of a row means a refund`,
					switches: { refundIsAttempt: false },
				},
				{
					value: 'yes',
					means: 'a row that looks like a charge that succeeded',
					mark: 'inferred',
					source: `${INVOICE_PAGE}: rows are called transactions, and a refund is one`,
					switches: { refundIsAttempt: true },
				},
			],
		},
		{
			name: 'paid-from',
			question: 'How does an invoice show that it was paid from the wallet?',
			values: [
				{
					value: 'card',
					means: 'an attempt that succeeded, by card',
					mark: 'documented',
					source: `${INVOICE_PAGE}: attempts and their rails`,
					switches: { paidFrom: 'card' },
				},
				{
					value: 'wallet-attempt',
					means: 'an attempt with the rail `wallet`',
					mark: 'documented',
					source:
						'/billing/wallet-first-billing: marked paid with rail wallet, which the enum lacks',
					switches: { paidFrom: 'wallet' },
				},
				{
					value: 'no-attempt',
					means: 'paid, and no attempt at all',
					mark: 'inferred',
					source: '/billing/wallet-first-billing: no gateway is called',
					switches: { paidFrom: 'notShown' },
				},
			],
		},
		{
			name: 'paid-at',
			question: 'Is `paidAt` of a paid invoice always there?',
			values: [
				{
					value: 'told',
					means: 'the date of the payment',
					mark: 'documented',
					source: `${INVOICE_PAGE}: the sample has it`,
					switches: { paidAtTold: true },
				},
				{
					value: 'null',
					means: 'null',
					mark: 'documented',
					source: `${INVOICE_PAGE}: the schema says text or null`,
					switches: { paidAtTold: false },
				},
			],
		},
		{
			name: 'currency',
			question: 'Is `currency` written out where it is the default?',
			values: [
				{
					value: 'told',
					means: 'always',
					mark: 'documented',
					source: `${INVOICE_PAGE}: the sample has it`,
					switches: { currencyTold: true },
				},
				{
					value: 'left-out',
					means: 'left out for NGN',
					mark: 'inferred',
					source:
						'/api-reference/introduction: a sibling field, default NGN; no field is marked as required',
					switches: { currencyTold: false },
				},
			],
		},
		{
			name: 'retry-signature',
			question: 'Is a retry or a replay of a delivery signed with a new `t`?',
			values: [
				{
					value: 'anew',
					means: 'each attempt has its own time',
					mark: 'inferred',
					source:
						'/webhooks/delivery: a tolerance is demanded, and the last retry comes a day later',
					switches: { retriesSignedAnew: true },
				},
				{
					value: 'once',
					means: 'every attempt repeats the first signature',
					mark: 'inferred',
					source: '/webhooks/delivery: a delivery is a stored row that is sent again',
					switches: { retriesSignedAnew: false },
				},
			],
		},
	],
	// An invoice that takes one refund, or is closed once all went back, adds nothing up: no contradiction, and so allowed.
	excludes: [],
	samples: {
		envelope: 'bare',
		refunded: 'this-refund',
		'refund-status': 'recorded',
		'further-refund': 'taken',
		total: 'capped',
		'too-much': 'conflict',
		'known-key': 'first-answer',
		'key-kept': 'for-ever',
		'key-in-flight': 'both-run',
		'stored-errors': 'no',
		'refunded-invoice': 'paid',
		'refund-in-attempts': 'no',
		'paid-from': 'card',
		'paid-at': 'told',
		currency: 'told',
		'retry-signature': 'anew',
	},
});
