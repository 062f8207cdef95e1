import { BUSINESS_ID, CREDENTIALS } from '../../sandbox/credentials';
import { SEED } from '../../sandbox/seed';
import type { ProviderId } from '../../sandbox/types';
import { addresses } from './editor/addresses';
import { books } from './editor/books';
import { addNode, openWorkflow, startWorkflow } from './editor/canvas';
import { closeCredential, makeCredential } from './editor/credentialForm';
import { keepPicture } from './editor/keepPicture';
import { nodeForm, type NodeForm } from './editor/nodeForm';
import { openEditor, type Editor } from './editor/openEditor';

/** What a person types and picks at one provider. */
interface Desk {
	readonly provider: ProviderId;
	readonly node: string;
	readonly credential: Readonly<Record<string, string>>;
	readonly businessId: string | null;
	readonly invoiceId: string;
	/** What finds the invoice in the list; null where there is none. */
	readonly search: string | null;
	readonly amountLabel: string;
	readonly fields: readonly string[];
}

const baseUrl = (provider: ProviderId) => `${addresses.sandbox}/${provider}`;
const FIRST = ['resource', 'operation'];
const LAST = ['amountUnit', 'reference'];
const BOOKS = ['method', 'completedAt'];

const DESKS: readonly Desk[] = [
	{
		provider: 'duro',
		node: 'Duro',
		credential: { ...CREDENTIALS.duro, baseUrl: baseUrl('duro') },
		businessId: null,
		invoiceId: SEED.duro.paidSecond,
		search: null,
		amountLabel: 'Amount',
		fields: [...FIRST, 'invoiceId', 'refundType', ...LAST, 'simplify'],
	},
	{
		provider: 'layer',
		node: 'Layer',
		credential: {
			...CREDENTIALS.layer,
			baseUrl: baseUrl('layer'),
			tokenUrl: `${baseUrl('layer')}/oauth2/token`,
		},
		businessId: BUSINESS_ID.layer,
		invoiceId: SEED.layer.paidSecond,
		search: '249.90',
		amountLabel: 'Amount',
		fields: [...FIRST, 'businessId', 'invoiceId', 'refundType', ...LAST, ...BOOKS, 'simplify'],
	},
	{
		provider: 'revolv3',
		node: 'Revolv3',
		credential: { ...CREDENTIALS.revolv3, baseUrl: baseUrl('revolv3') },
		businessId: null,
		invoiceId: SEED.revolv3.paidSecond,
		search: '1002',
		amountLabel: 'Amount Before Tax',
		fields: [...FIRST, 'invoiceId', 'refundType', ...LAST, 'simplify'],
	},
	{
		provider: 'thredfi',
		node: 'Thredfi',
		credential: { ...CREDENTIALS.thredfi, baseUrl: baseUrl('thredfi') },
		businessId: BUSINESS_ID.thredfi,
		invoiceId: SEED.thredfi.paidSecond,
		search: '249.90',
		amountLabel: 'Amount',
		fields: [...FIRST, 'businessId', 'invoiceId', 'refundType', ...LAST, ...BOOKS, 'simplify'],
	},
];

let editor: Editor;
let form: NodeForm;

beforeAll(async () => {
	editor = await openEditor();
	form = nodeForm(editor.page);
});

afterAll(async () => {
	await editor?.close();
});

describe.each(DESKS)('the form of $node', (desk) => {
	const { provider, invoiceId } = desk;
	const told = (name: string, story: () => Promise<void>) =>
		it(name, async () => await editor.watch(`${desk.node} ${name}`, story));
	/** The README's pictures are of Revolv3, where money moves. */
	const picture = async (name: string) =>
		await keepPicture(editor.page, provider === 'revolv3' ? name : `${name}-${provider}`);

	told('is found in the node creator', async () => {
		await startWorkflow(editor.page);
		await addNode(editor.page, desk.node, 'Refund invoice (irreversible)');
	});

	told('takes a credential that n8n has tested', async () => {
		await makeCredential(editor.page, desk.credential);
		await picture('credential-tested');
		await closeCredential(editor.page);
	});

	told('shows only the fields that apply, and its choices in order', async () => {
		const sorted = (names: readonly string[]) => [...names].sort();
		expect(sorted(await form.shownFields())).toEqual(sorted([...desk.fields, 'amount']));
		expect(await form.entriesOf('refundType')).toEqual(['Amount', 'Full', 'Percentage']);
		await form.choose('refundType', 'Percentage');
		expect(sorted(await form.shownFields())).toEqual(sorted([...desk.fields, 'percentage']));
		await form.choose('refundType', 'Full');
		expect(sorted(await form.shownFields())).toEqual(sorted(desk.fields));
		await form.choose('refundType', 'Amount');
		const methods =
			provider === 'layer' || provider === 'thredfi' ? await form.entriesOf('method') : [];
		expect(methods).toEqual([...methods].sort((a, b) => a.localeCompare(b, 'en')));
	});

	told('refuses an empty amount by its name and sends nothing', async () => {
		if (desk.businessId !== null) await form.fill('businessId', desk.businessId);
		if (desk.search === null) await form.enterInvoiceId(invoiceId);
		else expect(await form.pickInvoice(desk.search)).toContain('249.90');
		await form.fill('amount', '12.50');
		await form.fill('reference', 'TICKET-81');
		await picture('form-refund');
		await form.fill('amount', '');
		await form.run(`'${desk.amountLabel}'`);
		expect(await form.outputText()).toMatch(/This run (made|recorded) no refund/);
		expect(await books.writes(provider)).toEqual([]);
	});

	told('refuses more than is left and sends nothing', async () => {
		await form.fill('amount', '99999.00');
		await form.run(/left to refund/);
		await picture('result-refused');
		expect(await form.outputText()).toMatch(/This run (made|recorded) no refund/);
		expect(await books.writes(provider)).toEqual([]);
	});

	told('refunds what it says, once', async () => {
		await form.fill('amount', '12.50');
		await form.run(/^refunded$/);
		await picture('result-refunded');
		const [row] = await form.rows();
		expect(row).toMatchObject({
			outcome: 'refunded',
			provider,
			invoiceId,
			amount: '12.50',
			amountMinor: '1250',
			reference: 'TICKET-81',
		});
		expect(await books.refunds(provider, invoiceId)).toMatchObject([
			{ amountMinor: 1250, source: 'api', counts: true },
		]);
	});

	told('says alreadyRefunded when it is run again, and sends nothing', async () => {
		await form.run('alreadyRefunded');
		await picture('result-already-refunded');
		expect(await form.outputText()).toContain('had been refunded before; nothing was sent for it.');
		expect(await form.rows()).toMatchObject([{ outcome: 'alreadyRefunded', amount: '12.50' }]);
		expect(await books.writes(provider)).toHaveLength(1);
		expect(await books.refunds(provider, invoiceId)).toHaveLength(1);
		await form.close();
	});

	told('has its icon and says on the canvas what it does', async () => {
		const node = editor.page.getByTestId('canvas-node').filter({ hasText: 'Refund invoice' });
		expect(await node.innerText()).toContain('refund: invoice');
		await editor.page.getByTestId('zoom-to-fit').click();
		await picture('canvas-node');
	});
});

it('shows the icons drawn for the dark editor there', async () => {
	const dark = await openEditor({ colorScheme: 'dark' });
	try {
		await dark.watch('dark icons', async () => {
			await openWorkflow(dark.page, 'chargebackHandling');
			const icons = dark.page.locator('[data-test-id="canvas-node"] img[src*="invoice-refunds"]');
			await icons.first().waitFor();
			await keepPicture(dark.page, 'canvas-chargeback-dark');
			const drawn = await icons.evaluateAll((all) =>
				all.map((icon) => [icon.getAttribute('src'), 'naturalWidth' in icon && icon.naturalWidth]),
			);
			expect(drawn.length).toBeGreaterThanOrEqual(4);
			for (const [source, width] of drawn) {
				expect(source).toMatch(/\.dark\.svg$/);
				expect(width).toBeGreaterThan(0);
			}
		});
	} finally {
		await dark.close();
	}
});
