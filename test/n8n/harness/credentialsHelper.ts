import './environment';
import { getAdditionalKeys } from 'n8n-core';
import * as workflowPackage from 'n8n-workflow';
import {
	ICredentials,
	ICredentialsHelper,
	isExpression,
	NodeHelpers,
	Workflow,
	type CredentialInformation,
	type ICredentialDataDecryptedObject,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowDataProxyAdditionalKeys,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { createNodeTypes } from './nodeTypes';

const mockNode: INode = {
	id: 'mock',
	name: 'Mock',
	typeVersion: 1,
	type: 'harness.mock',
	position: [0, 0],
	parameters: {},
};

/** A saved credential. n8n encrypts it; here it stays as it is. */
class SavedCredential extends ICredentials {
	async getData() {
		return structuredClone(JSON.parse(this.data ?? '{}') as ICredentialDataDecryptedObject);
	}

	async setData(data: ICredentialDataDecryptedObject) {
		this.data = JSON.stringify(data);
	}

	async updateData(
		toUpdate: Partial<ICredentialDataDecryptedObject>,
		toDelete: Array<keyof ICredentialDataDecryptedObject> = [],
	) {
		const data = { ...(await this.getData()), ...toUpdate } as ICredentialDataDecryptedObject;
		for (const key of toDelete) delete data[key];
		await this.setData(data);
	}

	getDataToSave() {
		return { name: this.name, type: this.type, data: this.data ?? '{}' };
	}
}

/**
 * n8n's own credentials helper with its database replaced by a map from type to data. The order of things
 * and the conditions follow it line by line: they decide how often a token is fetched.
 */
export class TestCredentialsHelper extends ICredentialsHelper {
	private readonly saved = new Map<string, ICredentialDataDecryptedObject>();

	constructor(
		private readonly types: Record<string, ICredentialType>,
		credentials: Record<string, ICredentialDataDecryptedObject>,
	) {
		super();
		for (const [type, data] of Object.entries(credentials)) this.save(type, data);
	}

	save(type: string, data: ICredentialDataDecryptedObject): void {
		this.saved.set(type, structuredClone(data));
	}

	/** What the database holds for a type; a copy. */
	read(type: string): ICredentialDataDecryptedObject {
		const data = this.saved.get(type);
		if (data === undefined) throw new Error(`No credential of type ${type} was saved`);
		return structuredClone(data);
	}

	has(type: string): boolean {
		return this.saved.has(type);
	}

	typeOf(name: string): ICredentialType {
		const type = this.types[name];
		if (type === undefined) throw new Error(`Unknown credential type ${name}`);
		return type;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options = requestOptions as IHttpRequestOptions;
		const { authenticate } = this.typeOf(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (authenticate === undefined) return options;
		if (!workflow || !node) throw new Error('Workflow and node are required');
		options.headers ??= {};
		const target = options as unknown as Record<string, Record<string, unknown>>;
		const resolve = (value: unknown) =>
			resolveExpression(String(value), { $credentials: credentials }, workflow, node);
		for (const [part, entries] of Object.entries(authenticate.properties)) {
			for (const [key, value] of Object.entries(entries as Record<string, unknown>)) {
				const values = (target[part] ??= {});
				values[resolve(key)] = typeof value === 'string' ? resolve(value) : value;
			}
		}
		return options;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.typeOf(typeName);
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (expirable === undefined || type.preAuthentication === undefined) return undefined;
		const isTest = node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isTest) return undefined;

		const output = await type.preAuthentication.call(helpers, credentials);
		if (output[expirable.name] === undefined || !node.credentials) return undefined;
		const details = node.credentials[type.name];
		if (details === undefined) return undefined;
		const stored = await (await this.getCredentials(details, type.name)).getData();
		const toSave = { ...stored };
		for (const [key, value] of Object.entries(output)) {
			if (key === expirable.name || !isExpression(stored[key])) {
				toSave[key] = value as CredentialInformation;
			}
		}
		await this.updateCredentials(details, type.name, toSave);
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const output = await this.typeOf(typeName).preAuthentication?.call(helpers, credentials);
		return output as ICredentialDataDecryptedObject | undefined;
	}

	getParentTypes(typeName: string): string[] {
		const parents = this.types[typeName]?.extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async getCredentials(details: INodeCredentialsDetails, type: string): Promise<ICredentials> {
		return new SavedCredential(details, type, JSON.stringify(this.read(type)));
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		details: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const data = await (await this.getCredentials(details, type)).getData();
		if (raw === true) return data;
		return this.withDefaults(additionalData, data, type, mode, executeData, values);
	}

	/** Adds defaults, drops properties that `displayOptions` hide, resolves expressions. */
	withDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		data: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		values?: ICredentialsExpressionResolveValues,
	): ICredentialDataDecryptedObject {
		const properties = this.getCredentialsProperties(type);
		const stored = { ...data } as INodeParameters;
		const shown = NodeHelpers.getNodeParameters(properties, stored, true, false, null, null) ?? {};
		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (values) {
			return values.workflow.expression.getParameterValue(
				shown,
				values.runExecutionData,
				values.runIndex,
				values.itemIndex,
				values.node.name,
				values.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				shown,
			) as ICredentialDataDecryptedObject;
		}
		const workflow = new Workflow({
			nodes: [mockNode],
			connections: {},
			active: false,
			nodeTypes: createNodeTypes({}),
		});
		return workflow.expression.getComplexParameterValue(
			mockNode,
			shown,
			mode,
			keys,
			undefined,
			undefined,
			shown,
		) as ICredentialDataDecryptedObject;
	}

	async updateCredentials(
		_details: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.save(type, data);
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('No credential of this package uses OAuth tokens kept by n8n');
	}

	/** With the fields that n8n adds to every credential type when it loads it. */
	getCredentialsProperties(type: string): INodeProperties[] {
		const { injectDomainRestrictionFields: inject = withDomainRestrictions } =
			workflowPackage as Partial<typeof workflowPackage>;
		return inject(this.typeOf(type));
	}
}

/** n8n 1.x does it in its own `load-nodes-and-credentials.js`, and n8n-workflow has no function for it. */
function withDomainRestrictions({ authenticate, properties }: ICredentialType): INodeProperties[] {
	if (authenticate === undefined) return properties;
	return [
		...properties,
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'options',
			options: [
				{ name: 'All', value: 'all' },
				{ name: 'Specific Domains', value: 'domains' },
				{ name: 'None', value: 'none' },
			],
			default: 'all',
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'string',
			default: '',
			displayOptions: { show: { allowedHttpRequestDomains: ['domains'] } },
		},
	];
}

function resolveExpression(
	value: string,
	keys: IWorkflowDataProxyAdditionalKeys,
	workflow: Workflow,
	node: INode,
): string {
	if (!isExpression(value)) return value;
	const resolved = workflow.expression.getSimpleParameterValue(
		node,
		value,
		'internal',
		keys,
		undefined,
		'',
	);
	return resolved ? resolved.toString() : '';
}
