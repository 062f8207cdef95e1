/** A JSON schema as it stands in a contract document. Ajv reads it, nothing else does. */
export type Schema = Readonly<Record<string, unknown>>;

/** A path, query or header parameter. */
export interface Parameter {
	readonly name: string;
	readonly in: 'path' | 'query' | 'header';
	readonly required?: boolean;
	readonly schema: Schema;
}

/** Media type to schema. */
export type Content = Readonly<Record<string, { readonly schema: Schema }>>;

/** How a caller proves who it is. `x-pattern` is what the bare token or header value must look like. */
export type SecurityScheme =
	| { readonly type: 'http'; readonly scheme: 'bearer' | 'basic'; readonly 'x-pattern'?: string }
	| {
			readonly type: 'apiKey';
			readonly in: 'header';
			readonly name: string;
			readonly 'x-pattern'?: string;
	  };

/** Scheme names; all of one entry are needed, one entry is enough. */
export type Security = ReadonlyArray<Readonly<Record<string, readonly string[]>>>;

/** One method of one path. */
export interface Operation {
	readonly operationId: string;
	readonly parameters?: readonly Parameter[];
	readonly security?: Security;
	readonly requestBody?: { readonly required: true; readonly content: Content };
	readonly responses: Readonly<Record<string, { readonly content: Content }>>;
}

/** One path: its shared parameters and its methods. */
export interface PathItem {
	readonly parameters?: readonly Parameter[];
	readonly get?: Operation;
	readonly post?: Operation;
}

/** A contract document with every `$ref` replaced by what it names. */
export interface Contract {
	readonly openapi: string;
	readonly security: Security;
	readonly paths: Readonly<Record<string, PathItem>>;
	readonly components: { readonly securitySchemes: Readonly<Record<string, SecurityScheme>> };
}

const text = { type: 'string' };
const content = {
	type: 'object',
	minProperties: 1,
	propertyNames: { enum: ['application/json', 'application/x-www-form-urlencoded'] },
	additionalProperties: {
		type: 'object',
		additionalProperties: false,
		required: ['schema'],
		properties: { schema: { type: 'object' } },
	},
};
const security = {
	type: 'array',
	minItems: 1,
	items: { type: 'object', minProperties: 1, additionalProperties: { type: 'array', items: text } },
};
const parameters = {
	type: 'array',
	items: {
		type: 'object',
		additionalProperties: false,
		required: ['name', 'in', 'schema'],
		properties: {
			name: text,
			in: { enum: ['path', 'query', 'header'] },
			required: { type: 'boolean' },
			description: text,
			schema: { type: 'object' },
		},
	},
};
const operation = {
	type: 'object',
	additionalProperties: false,
	required: ['operationId', 'responses'],
	properties: {
		operationId: text,
		description: text,
		parameters,
		// None at all where the body itself is the proof: a token call.
		security: { ...security, minItems: 0 },
		requestBody: {
			type: 'object',
			additionalProperties: false,
			required: ['required', 'content'],
			properties: { required: { const: true }, description: text, content },
		},
		responses: {
			type: 'object',
			minProperties: 1,
			propertyNames: { pattern: '^(?:[1-5]\\d\\d|[1-5]XX)$' },
			additionalProperties: {
				type: 'object',
				additionalProperties: false,
				required: ['description', 'content'],
				properties: { description: text, content },
			},
		},
	},
};
const servers = {
	type: 'array',
	minItems: 1,
	items: {
		type: 'object',
		additionalProperties: false,
		required: ['url'],
		properties: { url: { type: 'string', pattern: '^https://[a-z0-9.-]+$' }, description: text },
	},
};

/** The part of OpenAPI 3.1 the contract documents use: a word outside it is a mistake in a document. */
export const contractShape = {
	type: 'object',
	additionalProperties: false,
	required: ['openapi', 'info', 'servers', 'security', 'paths', 'components'],
	properties: {
		openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
		info: {
			type: 'object',
			additionalProperties: false,
			required: ['title', 'version', 'description'],
			properties: { title: text, version: text, description: text },
		},
		servers,
		security,
		paths: {
			type: 'object',
			propertyNames: { pattern: '^/' },
			additionalProperties: {
				type: 'object',
				additionalProperties: false,
				properties: { servers, parameters, get: operation, post: operation },
			},
		},
		components: {
			type: 'object',
			additionalProperties: false,
			required: ['securitySchemes'],
			properties: {
				securitySchemes: {
					type: 'object',
					additionalProperties: {
						type: 'object',
						additionalProperties: false,
						required: ['type'],
						properties: {
							type: { enum: ['http', 'apiKey'] },
							scheme: { enum: ['bearer', 'basic'] },
							in: { const: 'header' },
							name: text,
							description: text,
							'x-pattern': text,
						},
						if: { properties: { type: { const: 'http' } } },
						then: { required: ['scheme'] },
						else: { required: ['in', 'name'] },
					},
				},
				parameters: { type: 'object' },
				responses: { type: 'object' },
				schemas: { type: 'object' },
			},
		},
	},
};
