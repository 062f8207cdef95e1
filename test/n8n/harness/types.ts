import type {
	ExecutionError,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IExecuteContextData,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	INodeType,
	IRunData,
	NodeExecutionHint,
	OnError,
} from 'n8n-workflow';
import type { CredentialTestResult } from './credentialTest';
import type { DeduplicationStore } from './deduplicationStore';
import type { Search } from './listSearch';

/** What one n8n installation has: node types, credential types, saved credentials, and its database. */
export interface N8nOptions {
	/** By full type name, as in `n8n-nodes-invoice-refunds.duro`. */
	nodes: Record<string, INodeType>;
	credentialTypes: Record<string, ICredentialType>;
	/** By credential type. A renewed token is kept between runs. */
	credentials: Record<string, ICredentialDataDecryptedObject>;
	/** The database table behind `checkProcessedAndRecord`. Share one between several n8n to imitate several processes. */
	store?: DeduplicationStore;
}

/** One node of a workflow. The id is the name unless told otherwise, so that it stays the same between runs. */
export interface NodeSpec {
	type: string;
	name?: string;
	id?: string;
	typeVersion?: number;
	parameters?: INodeParameters;
	onError?: OnError;
	retryOnFail?: boolean;
	/** n8n clamps this to 2–5. */
	maxTries?: number;
	/** Milliseconds; n8n makes 1000 of 0 and of nothing, so 1 is the shortest wait. */
	waitBetweenTries?: number;
	executeOnce?: boolean;
	alwaysOutputData?: boolean;
}

/** From an output of one node to an input of another; both 0 unless told otherwise. */
export interface Connection {
	from: string;
	to: string;
	output?: number;
	input?: number;
}

export interface ExecutionOptions {
	/** Default `workflow-1`. Pass `''` for a workflow that was never saved. */
	workflowId?: string;
	mode?: 'manual' | 'trigger' | 'retry';
	executionId?: string;
	/** The nodes' contexts as an earlier execution left them. */
	contextData?: IExecuteContextData;
	/** The execution is cancelled as soon as this resolves. */
	cancelAfter?: Promise<unknown>;
}

export interface RunOptions extends ExecutionOptions {
	node: NodeSpec;
	items: IDataObject[] | INodeExecutionData[];
	/** What comes after (or beside) the node under test. */
	tail?: { nodes: NodeSpec[]; connections: Connection[] };
}

export interface WorkflowOptions extends ExecutionOptions {
	nodes: NodeSpec[];
	/** The items come out of a node called `Input`. */
	connections: Connection[];
	items: IDataObject[] | INodeExecutionData[];
}

/** The two outputs of one run of a node; empty where it never ran or has no such output. */
export interface NodeOutputs {
	main: INodeExecutionData[];
	error: INodeExecutionData[];
}

export interface WorkflowResult {
	/** Why the execution failed or was cancelled, as n8n saves it: a plain object with the error's own fields. */
	failed?: ExecutionError;
	/** The nodes' contexts, as they come back from n8n's database. Keys read `node:<name>`. */
	contextData: IExecuteContextData;
	runData: IRunData;
	executionId: string;
	outputs: (nodeName: string, runIndex?: number) => NodeOutputs;
	hints: (nodeName: string) => NodeExecutionHint[];
	/** The Retry button on a failed execution: from the failed node on, with all its items, as a new execution. */
	retry: (options?: Pick<ExecutionOptions, 'cancelAfter'>) => Promise<WorkflowResult>;
}

export interface RunResult extends NodeOutputs, Omit<WorkflowResult, 'hints' | 'retry'> {
	hints: NodeExecutionHint[];
	retry: (options?: Pick<ExecutionOptions, 'cancelAfter'>) => Promise<RunResult>;
}

/** An n8n without its server: the real engine on saved credentials, a store and some node types. */
export interface N8n {
	/** Runs one node on the given items. */
	run: (options: RunOptions) => Promise<RunResult>;
	/** Runs the node in two branches of one workflow on the same items; answers with both nodes' outputs. */
	runTwiceInBranches: (options: RunOptions) => Promise<[RunResult, RunResult]>;
	/** Runs the node once for each batch of items, so that its run index goes up. */
	runInLoop: (options: RunOptions & { batchSize: number }) => Promise<WorkflowResult>;
	runWorkflow: (options: WorkflowOptions) => Promise<WorkflowResult>;
	/** The Test button of a saved credential, or of the data given. */
	testCredential: (
		type: string,
		data?: ICredentialDataDecryptedObject,
	) => Promise<CredentialTestResult>;
	/** The list behind a resource locator, as the editor shows it. */
	listSearch: (search: Search) => Promise<INodeListSearchResult>;
	/** A credential as saved now, a renewed token included. */
	savedCredential: (type: string) => ICredentialDataDecryptedObject;
	/** The user edits a saved credential. */
	editCredential: (type: string, changes: ICredentialDataDecryptedObject) => void;
}
