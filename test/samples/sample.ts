import Ajv from 'ajv';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { PROVIDER_IDS, type ProviderId } from '../../sandbox';
import type { Call } from '../../sandbox/types';

/** Another answer of the same play, where the sample alone is not enough. Ours, unless it names another sample. */
export interface GivenAnswer {
	readonly call: Call;
	/** A sample of the same file that is served here. */
	readonly sample?: string;
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	/** How many requests get it; default all of them. */
	readonly times?: number;
	/** Where `body` comes from when it is not a sample. */
	readonly because?: string;
}

/** One way in which a sample is read: what is asked, and what a person reads in the answer. */
export interface SampleReading {
	readonly ask: {
		/** `trigger` delivers the sample as a webhook, signed. */
		readonly operation: 'refund' | 'checkRefund' | 'get' | 'getAll' | 'trigger';
		/** Default `invoice`. */
		readonly resource?: 'invoice' | 'refund';
		/** As in the node's form; `invoiceId` as plain text. */
		readonly parameters?: INodeParameters;
		/** Fields of the credential that are not as usual. */
		readonly credential?: IDataObject;
	};
	/** Served beside the sample. */
	readonly given?: readonly GivenAnswer[];
	/** How many requests get the sample itself; default once for a write, always for a read. */
	readonly times?: number;
	/**
	 * What a person reads: the node's items in order, each at least these fields. A failure is an item with `details`.
	 * Figures are those of the sample as printed, reckoned by hand.
	 */
	readonly readAs: readonly IDataObject[];
}

/** One answer, list, error or webhook as a vendor's page shows it. */
export interface Sample {
	/** Unique in the file. */
	readonly name: string;
	readonly source: {
		/** The page's path on the vendor's documentation, or the client that shows it. */
		readonly page: string;
		/** The date of the stored copy or of the sample itself, `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `undated`. */
		readonly seen: string;
		readonly mark: 'documented' | 'client';
	};
	readonly direction: 'answer' | 'list' | 'error' | 'webhook';
	/** As the page says it, `{id}` for a path parameter. Absent for a webhook. */
	readonly call?: { readonly method: 'GET' | 'POST'; readonly path: string };
	/** Which call of the sandbox it answers. Absent for a webhook, and where the sandbox has no such call. */
	readonly answers?: Call;
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** The body as JSON, every field in its order. */
	readonly body?: unknown;
	/** Instead of `body`, where the spelling matters (`10.00`) or the body is not JSON. */
	readonly text?: string;
	readonly readings: readonly SampleReading[];
	/** Why nothing reads it; only where `readings` is empty. */
	readonly notRead?: string;
}

export interface SampleFile {
	readonly provider: ProviderId;
	readonly samples: readonly Sample[];
}

const words = { type: 'string', minLength: 1 };
const object = { type: 'object' };
const fields = (properties: object, required: readonly string[]) => ({
	type: 'object',
	properties,
	required,
	additionalProperties: false,
});
const CALLS: readonly Call[] = [
	'refund',
	'readInvoice',
	'listInvoices',
	'readRefund',
	'listRefunds',
	'listPayments',
	'token',
	'credentialTest',
];
const call = { enum: CALLS };
const times = { type: 'integer', minimum: 1 };
const headers = { type: 'object', additionalProperties: { type: 'string' } };

/** The shape of a file of samples. */
export const SAMPLE_FILE_SCHEMA = fields(
	{
		$comment: words,
		provider: { enum: PROVIDER_IDS },
		samples: {
			type: 'array',
			items: fields(
				{
					name: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
					source: fields(
						{
							page: words,
							seen: { type: 'string', pattern: '^(\\d{4}(-\\d{2}(-\\d{2})?)?|undated)$' },
							mark: { enum: ['documented', 'client'] },
						},
						['page', 'seen', 'mark'],
					),
					direction: { enum: ['answer', 'list', 'error', 'webhook'] },
					call: fields(
						{ method: { enum: ['GET', 'POST'] }, path: { type: 'string', pattern: '^/' } },
						['method', 'path'],
					),
					answers: call,
					status: { type: 'integer', minimum: 100, maximum: 599 },
					headers,
					body: {},
					text: words,
					readings: {
						type: 'array',
						items: fields(
							{
								ask: fields(
									{
										operation: { enum: ['refund', 'checkRefund', 'get', 'getAll', 'trigger'] },
										resource: { enum: ['invoice', 'refund'] },
										parameters: object,
										credential: object,
									},
									['operation'],
								),
								given: {
									type: 'array',
									items: fields(
										{
											call,
											sample: words,
											status: { type: 'integer' },
											headers,
											body: {},
											times,
											because: words,
										},
										['call'],
									),
								},
								times,
								readAs: { type: 'array', items: object },
							},
							['ask', 'readAs'],
						),
					},
					notRead: words,
				},
				['name', 'source', 'direction', 'status', 'readings'],
			),
		},
	},
	['provider', 'samples'],
);

/** Says what is wrong with the shape, if anything. */
export const hasSampleShape = new Ajv({ allErrors: true, strict: false }).compile<SampleFile>(
	SAMPLE_FILE_SCHEMA,
);
