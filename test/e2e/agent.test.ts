/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEED } from '../../sandbox/seed';
import { startChatModel, type ChatModel } from './chatModel/chatModel';
import { books } from './editor/books';
import { openWorkflow } from './editor/canvas';
import { chatPanel, type ChatPanel } from './editor/chatPanel';
import { keepPicture } from './editor/keepPicture';
import { logInToApi, type N8nApi, type WorkflowFile } from './editor/n8nApi';
import { openEditor, type Editor } from './editor/openEditor';

const FILE = join(process.cwd(), 'workflows', 'ai-agent-refund.json');
const REFUND = 'Refund_invoice_irreversibly';
const INVOICE = SEED.revolv3.paid;

let model: ChatModel;
let editor: Editor;
let chat: ChatPanel;

/** The workflow as it is in its file; only the chat model's credential is another one. */
async function importWorkflow(api: N8nApi): Promise<string> {
	const credential = await api.addCredential('OpenAI account', 'openAiApi', {
		apiKey: 'none-needed',
		url: model.url,
	});
	const file = JSON.parse(readFileSync(FILE, 'utf8')) as WorkflowFile;
	const nodes = file.nodes.map((node) =>
		node.credentials?.openAiApi === undefined
			? node
			: { ...node, credentials: { openAiApi: { id: credential, name: 'OpenAI account' } } },
	);
	return await api.save({ ...file, nodes });
}

beforeAll(async () => {
	model = await startChatModel();
	editor = await openEditor();
	const api = await logInToApi();
	const workflowId = await importWorkflow(api);
	await openWorkflow(editor.page, workflowId);
	await keepPicture(editor.page, 'agent');
	chat = chatPanel(editor.page, api, workflowId);
});

beforeEach(async () => {
	await books.reset();
	await chat.startAnew();
});

afterAll(async () => {
	await editor?.close();
	await model?.stop();
});

const told = (name: string, story: () => Promise<void>) =>
	it(name, async () => await editor.watch(`agent ${name}`, story));
/** A call of the gated tool: n8n keeps what is for the tool apart from what is for the review. */
const refund = (amount: string) => ({
	call: REFUND,
	with: { toolParameters: { invoice: INVOICE, amount, currency: 'USD' }, hitlParameters: {} },
});

told('refunds once, although the model asks twice and a person approves twice', async () => {
	const answers: Array<string | undefined> = [];
	// Two messages of one chat: n8n's chat shows a review node's question only once per execution.
	for (const words of ['It was refunded.', 'It had been refunded before.']) {
		model.follow([refund('12.50'), { say: words }]);
		await chat.say(`Refund 12.50 USD of invoice ${INVOICE}, please.`);
		await chat.approve('Refund');
		await chat.waitFor(words);
		answers.push(/"outcome":"(\w+)"/.exec(model.toolAnswers().at(-1) ?? '')?.[1]);
	}
	await keepPicture(editor.page, 'agent-chat');
	expect(answers).toEqual(['refunded', 'alreadyRefunded']);
	expect(await books.writes('revolv3')).toHaveLength(1);
	expect(await books.refunds('revolv3', INVOICE)).toMatchObject([
		{ amountMinor: 1250, source: 'api' },
	]);
});

told('keeps invoice, amount and currency apart, and offers no reference', async () => {
	const tool = model.offered().find(({ name }) => name === REFUND);
	expect(tool?.description).toMatch(/irreversible/i);
	expect(tool?.parameters).toMatchObject({
		properties: {
			toolParameters: { required: ['invoice', 'amount', 'currency'], additionalProperties: false },
		},
	});
});

told('sends nothing when the person declines', async () => {
	model.follow([refund('12.50'), { say: 'Then I leave it.' }]);
	await chat.say(`Refund 12.50 USD of invoice ${INVOICE}, please.`);
	await chat.approve("Don't refund");
	await chat.waitFor('Then I leave it.');
	expect(model.toolAnswers().join(' ')).toMatch(/reject/i);
	expect(await books.writes('revolv3')).toEqual([]);
});

told('tells the model what is wrong with a made-up amount, and sends nothing', async () => {
	model.follow([refund('about twelve dollars'), { say: 'I need the exact amount.' }]);
	await chat.say(`Refund invoice ${INVOICE}.`);
	await chat.approve('Refund');
	await chat.waitFor('I need the exact amount.');
	const [answer = ''] = model.toolAnswers();
	expect(answer).toContain('invalidParameter');
	expect(answer).toContain("'Amount Before Tax'");
	expect(await books.writes('revolv3')).toEqual([]);
});
